package io.aksguard.workflow;

import io.aksguard.evidence.JsonWriter;

/**
 * What an activity answers: {@code {"ok":true,"report":…}} or {@code {"ok":false,"error":…}}. Of an
 * exception the orchestrator would only see the root cause's message.
 */
public final class Answer {
  private Answer() {}

  /**
   * @param reportJson a JSON object; it is passed on as it is, since evidence values have no nulls
   */
  public static String ok(String reportJson) {
    return "{\"ok\":true,\"report\":" + reportJson.strip() + "}";
  }

  public static String failed(String error) {
    return "{\"ok\":false,\"error\":" + JsonWriter.text(error) + "}";
  }
}
