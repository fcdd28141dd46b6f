package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A custom Event Grid topic that takes CloudEvents and keeps what it received. */
public final class Topic {
  private static final int LARGEST = 1 << 20;
  static final String AUDIENCE = "https://eventgrid.azure.net";

  /**
   * One event that was accepted.
   *
   * @param event the CloudEvent as JSON
   */
  public record Received(Instant at, String event) {}

  /** What is wrong with the topic. */
  public enum Trouble {
    NONE,
    /** Answers 503. */
    UNAVAILABLE,
    /** Closes the connection without an answer. */
    DEAD,
    /** Takes the events, and answers late. */
    SLOW,
    /** Answers 401, as to a key that was rotated. */
    UNAUTHORIZED
  }

  private final Clock clock;
  private String key;
  private final List<Received> received = new ArrayList<>();
  private Trouble trouble = Trouble.NONE;
  private Duration slowness = Duration.ofSeconds(5);

  Topic(Clock clock, String key) {
    this.clock = clock;
    this.key = key;
  }

  /** The access key. */
  public synchronized String key() {
    return key;
  }

  public synchronized void trouble(Trouble kind) {
    trouble = kind;
  }

  /** How late a slow topic answers, in real time. */
  public synchronized void slowness(Duration delay) {
    slowness = delay;
  }

  /** What was accepted, in its order. */
  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /**
   * @param signedIn whether a valid bearer token came with the call
   */
  synchronized Answer handle(Request request, boolean signedIn) {
    if (trouble == Trouble.DEAD) {
      return Answer.of(503).by(Answer.Transport.RESET);
    }
    if (trouble == Trouble.UNAVAILABLE) {
      return Answer.error(503, "ServiceUnavailable", "The topic is not available.");
    }
    boolean keyed = request.header("aeg-sas-key").equals(key);
    if (trouble == Trouble.UNAUTHORIZED || (!signedIn && !keyed)) {
      return Answer.error(401, "Unauthorized", "The request authorization key is not authorized.");
    }
    if (request.body().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      return Answer.error(413, "RequestEntityTooLarge", "The maximum size is 1 MB.");
    }
    if (!request.parameter("api-version").equals("2018-01-01")) {
      return Answer.error(400, "BadRequest", "The api-version must be 2018-01-01.");
    }
    if (!request.header("content-type").startsWith("application/cloudevents-batch+json")) {
      return Answer.error(400, "BadRequest", "The topic takes CloudEvents in batches.");
    }
    Answer answer = take(request);
    return trouble == Trouble.SLOW ? answer.after(slowness) : answer;
  }

  synchronized ArrayNode saved() {
    ArrayNode saved = Json.array();
    for (Received each : received) {
      saved.addObject().put("at", each.at().toString()).put("event", each.event());
    }
    return saved;
  }

  synchronized void load(JsonNode tenant) {
    key = tenant.path("topicKey").asText();
    for (JsonNode each : tenant.path("received")) {
      received.add(
          new Received(Instant.parse(each.path("at").asText()), each.path("event").asText()));
    }
  }

  private Answer take(Request request) {
    JsonNode events = Json.sent(request);
    for (JsonNode each : events) {
      for (String member : List.of("specversion", "id", "source", "type")) {
        if (each.path(member).asText().isEmpty()) {
          return Answer.error(400, "BadRequest", "An event has no " + member + ".");
        }
      }
    }
    Instant now = clock.instant();
    events.forEach(each -> received.add(new Received(now, Json.text(each))));
    return Answer.of(200);
  }
}
