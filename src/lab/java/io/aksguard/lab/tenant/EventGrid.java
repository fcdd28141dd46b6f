package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Event Grid's delivery in the tenant's time: at least once, in no order, retried on Event Grid's
 * schedule. Nothing is delivered by itself: whoever moves the clock calls {@link #deliverDue}.
 */
public final class EventGrid {
  /** Microsoft's published schedule; after its end the last one is repeated. */
  private static final List<Duration> RETRIES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  private static final int KEPT = 20_000;
  private static final int MOST_ATTEMPTS = 30;
  private static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  /**
   * An event that was given up.
   *
   * @param status of the last attempt
   */
  public record DeadLetter(String subscription, RaisedEvent event, int attempts, int status) {}

  private record Subscription(String name, Predicate<RaisedEvent> filter, EventSink sink) {}

  private record Delivery(
      Subscription to, RaisedEvent event, Instant first, Instant due, int attempt, long order) {}

  private final Clock clock;
  private final Chance chance;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Deque<RaisedEvent> raised = new ArrayDeque<>();
  private final PriorityQueue<Delivery> queue =
      new PriorityQueue<>(Comparator.comparing(Delivery::due).thenComparingLong(Delivery::order));
  private final List<JsonNode> waiting = new ArrayList<>();
  private Duration leastDelay = Duration.ZERO;
  private Duration mostDelay = Duration.ZERO;
  private double duplicated;
  private double lost;
  private long order;

  EventGrid(Clock clock, Chance chance) {
    this.clock = clock;
    this.chance = chance;
  }

  /**
   * Adds an event subscription. Events raised before are not delivered to it, but those that waited
   * for one of this name when the tenant was saved.
   */
  public synchronized void subscribe(String name, Predicate<RaisedEvent> filter, EventSink sink) {
    Subscription subscription = new Subscription(name, filter, sink);
    subscriptions.add(subscription);
    for (JsonNode each : waiting) {
      if (each.path("subscription").asText().equals(name)) {
        queue.add(
            new Delivery(
                subscription,
                RaisedEvent.of(each.path("event")),
                Instant.parse(each.path("first").asText()),
                Instant.parse(each.path("due").asText()),
                each.path("attempt").asInt(),
                order++));
      }
    }
    waiting.removeIf(each -> each.path("subscription").asText().equals(name));
  }

  /** From now on each delivery waits between these two, so that order is lost too. */
  public synchronized void delay(Duration least, Duration most) {
    leastDelay = least;
    mostDelay = most;
  }

  /** From now on this share of events, from 0 to 1, is delivered twice. */
  public synchronized void duplicate(double share) {
    duplicated = share;
  }

  /** From now on this share of events, from 0 to 1, is never delivered. */
  public synchronized void lose(double share) {
    lost = share;
  }

  /** Raises an event to all subscriptions that want it. */
  public synchronized void raise(RaisedEvent event) {
    raised.addLast(event);
    if (raised.size() > KEPT) {
      raised.removeFirst();
    }
    if (chance.happens(lost)) {
      return;
    }
    for (Subscription each : subscriptions) {
      if (each.filter().test(event)) {
        enqueue(each, event);
        if (chance.happens(duplicated)) {
          enqueue(each, event);
        }
      }
    }
  }

  private void enqueue(Subscription to, RaisedEvent event) {
    Instant now = clock.instant();
    Instant due = now.plusMillis(chance.between(leastDelay.toMillis(), mostDelay.toMillis()));
    queue.add(new Delivery(to, event, now, due, 1, order++));
  }

  /**
   * Delivers what is due by now, in this thread.
   *
   * @return how many attempts were made
   */
  public int deliverDue() {
    int attempts = 0;
    for (Delivery next = next(); next != null; next = next()) {
      attempts++;
      int status = next.to().sink().deliver(next.event());
      if (status < 200 || status > 204) {
        retry(next, status);
      }
    }
    return attempts;
  }

  private synchronized @Nullable Delivery next() {
    Delivery first = queue.peek();
    return first != null && !first.due().isAfter(clock.instant()) ? queue.remove() : null;
  }

  private synchronized void retry(Delivery failed, int status) {
    Instant due = clock.instant().plus(wait(failed.attempt(), status));
    boolean spent =
        failed.attempt() >= MOST_ATTEMPTS || due.isAfter(failed.first().plus(TIME_TO_LIVE));
    if (status == 400 || status == 413 || spent) {
      deadLetters.add(new DeadLetter(failed.to().name(), failed.event(), failed.attempt(), status));
    } else {
      queue.add(
          new Delivery(
              failed.to(), failed.event(), failed.first(), due, failed.attempt() + 1, order++));
    }
  }

  /** The schedule's wait, or the longer one that Event Grid keeps for some answers. */
  private static Duration wait(int attempt, int status) {
    Duration scheduled = RETRIES.get(Math.min(attempt, RETRIES.size()) - 1);
    Duration least =
        switch (status) {
          case 401, 403, 404 -> Duration.ofMinutes(5);
          case 408 -> Duration.ofMinutes(2);
          case 503 -> Duration.ofSeconds(30);
          default -> Duration.ZERO;
        };
    return scheduled.compareTo(least) < 0 ? least : scheduled;
  }

  synchronized ArrayNode saved() {
    ArrayNode saved = Json.array();
    waiting.forEach(saved::add);
    for (Delivery each : queue) {
      ObjectNode one =
          saved
              .addObject()
              .put("subscription", each.to().name())
              .put("first", each.first().toString())
              .put("due", each.due().toString())
              .put("attempt", each.attempt());
      one.set("event", each.event().saved());
    }
    return saved;
  }

  synchronized void load(JsonNode saved) {
    for (JsonNode each : saved) {
      // Whatever is damaged is to be told now, and not when somebody subscribes.
      Instant.parse(each.path("first").asText());
      Instant.parse(each.path("due").asText());
      RaisedEvent.of(each.path("event"));
      waiting.add(each);
    }
  }

  /** When the next delivery is due. */
  public synchronized Optional<Instant> nextDue() {
    return Optional.ofNullable(queue.peek()).map(Delivery::due);
  }

  /** Deliveries that wait. */
  public synchronized int pending() {
    return queue.size();
  }

  /** The newest 20,000 events that were raised, in order, delivered or not. */
  public synchronized List<RaisedEvent> raised() {
    return List.copyOf(raised);
  }

  public synchronized List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }
}
