package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An event as Event Grid holds it.
 *
 * @param source the topic: a subscription, a cluster or a registry
 * @param data the event's data as JSON
 */
public record RaisedEvent(
    String id, String type, String subject, String source, Instant time, String data) {

  ObjectNode saved() {
    return Json.object()
        .put("id", id)
        .put("type", type)
        .put("subject", subject)
        .put("source", source)
        .put("time", time.toString())
        .put("data", data);
  }

  static RaisedEvent of(JsonNode saved) {
    return new RaisedEvent(
        saved.path("id").asText(),
        saved.path("type").asText(),
        saved.path("subject").asText(),
        saved.path("source").asText(),
        Instant.parse(saved.path("time").asText()),
        saved.path("data").asText());
  }

  /** In the Event Grid schema, one object. */
  public String eventGrid() {
    ObjectNode event =
        Json.object()
            .put("id", id)
            .put("topic", source)
            .put("subject", subject)
            .put("eventType", type)
            .put("eventTime", time.toString())
            .put("dataVersion", "2")
            .put("metadataVersion", "1");
    event.set("data", Json.object(data));
    return Json.text(event);
  }

  /** In the CloudEvents 1.0 schema, one object. */
  public String cloudEvent() {
    ObjectNode event =
        Json.object()
            .put("specversion", "1.0")
            .put("id", id)
            .put("source", source)
            .put("subject", subject)
            .put("type", type)
            .put("time", time.toString());
    event.set("data", Json.object(data));
    return Json.text(event);
  }
}
