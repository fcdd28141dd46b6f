package io.aksguard.function;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.workflow.Answer;
import java.util.Map;
import java.util.function.Function;

/** What an activity is asked, as the worker hands it over. */
record Request(JsonObject json) {

  /**
   * Does what an activity is asked.
   *
   * @param work gives the values of the answer
   * @throws FunctionFailedException where it fails, which means: please try again
   */
  static String answer(String json, Function<Request, Map<String, ?>> work) {
    return FunctionFailedException.instead(json, () -> Answer.ok(work.apply(read(json))));
  }

  /**
   * @throws java.io.UncheckedIOException where it is no JSON object
   */
  static Request read(String json) {
    return new Request(JsonReader.object(json));
  }

  /**
   * @throws IllegalArgumentException where there is no such text
   */
  String text(String name) {
    return json.string(name)
        .orElseThrow(() -> new IllegalArgumentException("the request has no '" + name + "'"));
  }

  /**
   * @throws IllegalArgumentException where there is no such number
   */
  long number(String name) {
    if (json.raw(name) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("the request has no number '" + name + "'");
  }
}
