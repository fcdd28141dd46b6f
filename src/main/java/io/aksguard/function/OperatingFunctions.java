package io.aksguard.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.aksguard.activity.Operating;
import io.aksguard.evidence.JsonObject;
import java.util.Map;
import java.util.Optional;

/** What an approver does about remediation as a whole. */
public final class OperatingFunctions {
  private final Operating operating;
  private final Approvers approvers;

  OperatingFunctions(Operating operating, Approvers approvers) {
    this.operating = operating;
    this.approvers = approvers;
  }

  /** What is stopped, at risk and open. */
  @FunctionName("operation")
  public HttpResponseMessage operation(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "operation")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return approvers.answer(request, context, who -> status(request));
  }

  /**
   * With the body {@code {"do": "stop", "reason": …}}, {@code {"do": "resume"}} or {@code {"do":
   * "reset", "control": …, "version": …}} of an open breaker. 404 where the breaker knows no such
   * version, 409 where somebody has stopped everything again meanwhile.
   */
  @FunctionName("operate")
  public HttpResponseMessage operate(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "operation")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return approvers.answer(request, context, who -> operate(request, who.id()));
  }

  private HttpResponseMessage operate(HttpRequestMessage<Optional<String>> request, String by) {
    JsonObject body = Approvers.body(request).orElse(JsonObject.of(Map.of()));
    return switch (body.string("do").orElse("")) {
      case "stop" -> {
        operating.stop(by, body.string("reason").orElse(""));
        yield status(request);
      }
      case "resume" ->
          operating.resume(by)
              ? status(request)
              : Problem.of(
                  request,
                  HttpStatus.CONFLICT,
                  "Stopped again",
                  "somebody has stopped everything again meanwhile");
      case "reset" ->
          operating.reset(body.string("control").orElse(""), body.string("version").orElse(""), by)
              ? status(request)
              : Problem.of(
                  request,
                  HttpStatus.NOT_FOUND,
                  "No breaker",
                  "the breaker knows no such version of a control");
      default ->
          Problem.of(
              request,
              HttpStatus.BAD_REQUEST,
              "Nothing to do",
              "the body is {\"do\": \"stop\"}, \"resume\", or \"reset\" with a control and a"
                  + " version, in JSON");
    };
  }

  private HttpResponseMessage status(HttpRequestMessage<?> request) {
    return Problem.json(request, HttpStatus.OK, operating.status());
  }
}
