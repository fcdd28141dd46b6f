package io.aksguard.workflow;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What an activity answers: {@code {"ok":true,…}} or {@code {"ok":false,"error":…}}. Of an
 * exception the orchestrator would only see the root cause's message, so that exceptions only mean
 * "please try again".
 */
public record Answer(JsonObject json) {

  /** The text of an answer that carries these values. */
  public static String ok(Map<String, ?> values) {
    JsonObject.Builder answer = new JsonObject.Builder(0);
    answer.put("ok", true);
    values.forEach(answer::put);
    return JsonWriter.text(answer.build());
  }

  public static String failed(String error) {
    return JsonWriter.text(Map.of("ok", false, "error", error));
  }

  /** An answer as an activity has given it; what is no answer is a failed one. */
  public static Answer read(String text) {
    try {
      return new Answer(JsonReader.object(text));
    } catch (UncheckedIOException e) {
      return read(failed("the activity did not answer in JSON"));
    }
  }

  public boolean isOk() {
    return Boolean.TRUE.equals(json.raw("ok"));
  }

  public String error() {
    return text("error");
  }

  /** The text of that name; empty where there is none. */
  public String text(String name) {
    return json.string(name).orElse("");
  }

  /** The whole number of that name; 0 where there is none. */
  public long number(String name) {
    return json.raw(name) instanceof Long number ? number : 0;
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(json.raw(name));
  }
}
