package io.aksguard.function;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Event Grid events in either schema, one or an array. */
final class Events {
  private Events() {}

  /**
   * The clusters that the events are about: a cluster, or a resource that is part of one or
   * attached to one. Empty where they are about other resources.
   *
   * @throws IllegalArgumentException when any of it is no event; it repeats nothing of the text,
   *     whose claims name persons, and has no cause, since the worker would show the cause alone
   */
  static Set<ArmId> clusters(String json) {
    Set<ArmId> clusters = new LinkedHashSet<>();
    for (JsonObject event : events(json)) {
      resource(event).cluster().ifPresent(clusters::add);
    }
    return clusters;
  }

  /**
   * The resource that an event is about. ARM's events have it as {@code data.resourceUri}, resource
   * notifications as {@code data.resourceInfo.id}, Azure Policy's as their subject. AKS' own events
   * have the bare name as subject: theirs is the topic, which CloudEvents call source.
   */
  private static ArmId resource(JsonObject event) {
    Optional<JsonObject> data = event.object("data");
    return Stream.of(
            data.flatMap(d -> d.string("resourceUri")),
            data.flatMap(d -> d.object("resourceInfo")).flatMap(info -> info.string("id")),
            event.string("subject"),
            event.string("topic"),
            event.string("source"))
        .flatMap(Optional::stream)
        .flatMap(text -> ArmId.parse(text).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the event names no resource"));
  }

  private static List<JsonObject> events(String json) {
    Object value = value(json);
    List<JsonObject> events = List.of();
    if (value instanceof JsonObject one) {
      events = List.of(one);
    } else if (value instanceof JsonArray many && many.known().size() == many.objects().size()) {
      events = many.objects();
    }
    if (events.isEmpty()) {
      throw new IllegalArgumentException("the event is neither an object nor an array of objects");
    }
    return events;
  }

  private static Object value(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = JsonReader.parser(new ByteArrayInputStream(bytes))) {
      Object value = parser.nextToken() == null ? null : JsonReader.read(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("the event has text behind its end");
      }
      return value == null ? "" : value;
    } catch (JacksonException e) {
      JsonLocation at = e.getLocation();
      throw new IllegalArgumentException(
          "the event is no JSON"
              + (at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr()));
    } catch (IOException e) {
      throw new IllegalArgumentException("the event cannot be read: " + e.getMessage());
    }
  }
}
