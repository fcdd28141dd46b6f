package io.aksguard.workflow;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.util.Map;

/** What an activity answers: a report, or why there is none. */
public final class Answer {
  private Answer() {}

  public static String ok(String reportJson) {
    return JsonWriter.text(Map.of("ok", true, "report", JsonReader.object(reportJson)));
  }

  public static String failed(String error) {
    return JsonWriter.text(JsonObject.of(Map.of("ok", false, "error", error)));
  }
}
