package io.aksguard.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import java.util.function.Supplier;
import java.util.logging.Level;

/** What every HTTP function answers when it cannot do what it was asked: RFC 9457. */
final class Problem {
  private Problem() {}

  /**
   * @param title the same for every problem of this status and kind
   * @param detail what is wrong here and what to do
   */
  static HttpResponseMessage of(
      HttpRequestMessage<?> request, HttpStatus status, String title, String detail) {
    JsonObject.Builder problem = new JsonObject.Builder(0);
    problem.put("type", "about:blank");
    problem.put("title", title);
    problem.put("status", (long) status.value());
    problem.put("detail", detail);
    return request
        .createResponseBuilder(status)
        .header("Content-Type", "application/problem+json")
        .body(JsonWriter.text(problem.build()))
        .build();
  }

  /**
   * What the work answers, or 503 with why it has failed: of an exception the host makes a 500
   * without a word.
   */
  static HttpResponseMessage where(
      HttpRequestMessage<?> request, ExecutionContext context, Supplier<HttpResponseMessage> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      String why = FunctionFailedException.why(e);
      context.getLogger().log(Level.SEVERE, why, e);
      return of(request, HttpStatus.SERVICE_UNAVAILABLE, "Not done", why + "; try again");
    }
  }

  static HttpResponseMessage json(HttpRequestMessage<?> request, HttpStatus status, Object body) {
    return request
        .createResponseBuilder(status)
        .header("Content-Type", "application/json")
        .body(JsonWriter.text(body))
        .build();
  }
}
