package io.aksguard.notice;

import io.aksguard.evidence.JsonObject;
import java.time.Instant;

/** What people are told of one fact. */
public record Notice(String id, String type, String subject, Instant time, JsonObject data) {
  public static Notice read(String json) {
    throw new IllegalStateException(json);
  }
}
