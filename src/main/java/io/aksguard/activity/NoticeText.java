package io.aksguard.activity;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.notice.Notice;
import java.time.Instant;

/** A notice as the outbox keeps it: a CloudEvent without a source, which the publisher gives. */
final class NoticeText {
  private NoticeText() {}

  static String of(Notice notice) {
    return notice.cloudEvent("");
  }

  static Notice read(String json) {
    JsonObject event = JsonReader.object(json);
    return new Notice(
        need(event, "id"),
        need(event, "type"),
        need(event, "subject"),
        Instant.parse(need(event, "time")),
        event.object("data").orElseThrow());
  }

  private static String need(JsonObject event, String name) {
    return event.string(name).orElseThrow();
  }
}
