package io.aksguard.lab.tenant;

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
