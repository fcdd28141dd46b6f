package io.aksguard.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what Event Grid delivers, in its own schema or as CloudEvents 1.0, one or an array. */
public final class Events {
  /** Event Grid takes no larger event. */
  public static final int LARGEST_EVENT = 1 << 20;

  /** Event Grid puts no more into one delivery. */
  public static final int MOST_EVENTS = 5_000;

  /** Clocks differ by seconds; what is further ahead would hide all that happens until then. */
  public static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  private static final int LARGEST_DELIVERY = 8 << 20;

  private final Instant now;

  private Events(Instant now) {
    this.now = now;
  }

  /**
   * The events of a delivery, in its order; never empty. Whatever the text, nothing is thrown: a
   * bad element is a {@link Received.Poison} and hides none of the others.
   *
   * @param now when it arrived
   */
  public static List<Received> read(String json, Instant now) {
    Events reading = new Events(now);
    if (json.length() > LARGEST_DELIVERY) {
      return List.of(poison(json, "the delivery has over 8 million characters"));
    }
    List<Received> received = new ArrayList<>();
    List<String> elements = Elements.of(json);
    for (String element : elements) {
      if (received.size() == MOST_EVENTS) {
        int left = elements.size() - MOST_EVENTS;
        received.add(poison(json, "the delivery has " + left + " events too many"));
        break;
      }
      received.add(reading.one(element));
    }
    return received.isEmpty() ? List.of(poison(json, "the delivery has no events")) : received;
  }

  private Received one(String text) {
    try {
      return new Received.Event(event(object(text)));
    } catch (IllegalArgumentException e) {
      return poison(text, String.valueOf(e.getMessage()));
    }
  }

  private static Received poison(String text, String reason) {
    return new Received.Poison(Plain.digest(text), reason, Remains.of(text));
  }

  /**
   * @throws IllegalArgumentException when it is no JSON object; it repeats nothing of the text
   */
  private static JsonObject object(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST_EVENT) {
      throw new IllegalArgumentException("the event is over 1 MB");
    }
    try (JsonParser parser = JsonReader.parser(new ByteArrayInputStream(bytes))) {
      Object value = parser.nextToken() == null ? null : JsonReader.read(parser);
      if (!(value instanceof JsonObject object)) {
        throw new IllegalArgumentException("the event is no JSON object");
      }
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("the event has text behind its end");
      }
      return object;
    } catch (JacksonException e) {
      JsonLocation at = e.getLocation();
      throw new IllegalArgumentException(
          "the event is no JSON that can be read"
              + (at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr()));
    } catch (IOException e) {
      throw new IllegalArgumentException("the event has too many values, or a broken character");
    }
  }

  /**
   * @throws IllegalArgumentException when it is no event; it repeats nothing of the text
   */
  private GridEvent event(JsonObject object) {
    String id = need(object, "id", "id");
    String from = need(object, "source", "topic");
    String type = need(object, "type", "eventType");
    if (!Plain.isType(type)) {
      throw new IllegalArgumentException("the event's type is none");
    }
    Map<String, String> facts = object.object("data").map(Facts::of).orElse(Map.of());
    Sorting sorting = Sorting.of(type, facts.getOrDefault(Facts.OPERATION, ""));
    String subject = object.string("subject").map(Plain::subject).orElse("");
    Optional<ArmId> resource = resource(sorting.kind(), facts, subject, from);
    boolean named = sorting.kind() != Kind.IGNORED || Plain.resource(subject).isPresent();
    boolean redated = Boolean.TRUE.equals(object.raw(Facts.REDATED));
    boolean evaluated = sorting.kind() == Kind.POLICY_STATE && !redated;
    Optional<Instant> time = time(object, evaluated ? facts.get(Facts.TIMESTAMP) : null);
    return new GridEvent(
        Plain.id(id),
        Plain.source(from),
        named ? subject : "",
        type,
        time.orElse(now),
        redated || time.isEmpty(),
        sorting.kind(),
        sorting.ignored(),
        resource.orElse(null),
        facts);
  }

  private static String need(JsonObject object, String name, String otherName) {
    return object
        .string(name)
        .or(() -> object.string(otherName))
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new IllegalArgumentException("the event has no " + name));
  }

  /**
   * The resource that an event is about. ARM's events have it as {@code data.resourceUri}, resource
   * notifications as {@code data.resourceInfo.id}, Azure Policy's as their subject. AKS' own events
   * have the bare name as subject: theirs is the topic, which CloudEvents call source; so with
   * registries.
   */
  private static Optional<ArmId> resource(
      Kind kind, Map<String, String> facts, String subject, String source) {
    Stream<String> candidates =
        switch (kind) {
          case AKS, IMAGE_PUSHED, IMAGE_DELETED -> Stream.of(source);
          case POLICY_STATE -> Stream.of(subject);
          default ->
              Stream.of(
                  facts.getOrDefault(Facts.RESOURCE_URI, ""),
                  facts.getOrDefault(Facts.NOTIFIED_RESOURCE, ""),
                  subject);
        };
    return candidates.flatMap(text -> Plain.resource(text).stream()).findFirst();
  }

  /** Empty where there is none that can be believed. */
  private Optional<Instant> time(JsonObject object, @Nullable String evaluated) {
    return Optional.ofNullable(evaluated)
        .or(() -> object.string("time"))
        .or(() -> object.string("eventTime"))
        .flatMap(Plain::time)
        .filter(time -> !time.isAfter(now.plus(MOST_AHEAD)));
  }
}
