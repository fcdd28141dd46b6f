package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Operations that take time, and what else happens at its time. An operation ends when the clock
 * has reached its end and somebody looks: nothing runs by itself.
 */
final class Operations {

  /**
   * @param target what it is on
   * @param outcome Succeeded, Failed or Canceled, once it has ended
   */
  record Operation(
      String id,
      String target,
      Instant start,
      Instant end,
      Consumer<String> whenDone,
      String outcome) {
    Operation ended(Instant at, String how) {
      return new Operation(id, target, start, at, whenDone, how);
    }

    private Operation then(Consumer<String> more) {
      return new Operation(id, target, start, end, whenDone.andThen(more), outcome);
    }
  }

  /**
   * @param isOwed whether a clock that may jump has to come to it
   */
  private record Event(Instant at, Runnable what, boolean isOwed) {}

  private final Clock clock;
  private final Chance chance;
  private volatile double failing;
  private final Map<String, Operation> all = new HashMap<>();
  private final Map<String, Operation> running = new HashMap<>();

  /** What happens at its time without being an operation, the first of an instant first. */
  private final List<Event> events = new ArrayList<>();

  private final List<Consumer<Operation>> watchers = new ArrayList<>();

  /** How operations will end, by their ids, where that is settled already. */
  private final Map<String, String> fates = new HashMap<>();

  Operations(Clock clock, Chance chance) {
    this.clock = clock;
    this.chance = chance;
  }

  /**
   * @param end when it is done
   * @param whenDone what it does at its end, told Succeeded, Failed or Canceled
   */
  synchronized Operation start(String target, Instant end, Consumer<String> whenDone) {
    Operation operation =
        new Operation(chance.guid(), target, clock.instant(), end, whenDone, "InProgress");
    all.put(operation.id(), operation);
    running.put(Target.key(target), operation);
    return operation;
  }

  /** Does something at an instant. */
  synchronized void later(Instant at, Runnable what) {
    events.add(new Event(at, what, true));
  }

  /** Does something when an instant has been reached anyway, as what comes round for ever. */
  synchronized void whenReached(Instant at, Runnable what) {
    events.add(new Event(at, what, false));
  }

  /** Tells of each operation that has succeeded from now on. */
  synchronized void onSuccess(Consumer<Operation> watcher) {
    watchers.add(watcher);
  }

  /** Does what is due, in the order of the instants. */
  void settle() {
    for (Optional<Runnable> next = due(); next.isPresent(); next = due()) {
      next.get().run();
    }
  }

  private synchronized Optional<Runnable> due() {
    Optional<Event> event =
        events.stream()
            .filter(each -> !each.at().isAfter(clock.instant()))
            .min(Comparator.comparing(Event::at));
    Instant until = event.map(Event::at).orElse(clock.instant());
    Optional<Operation> ended = ended(until);
    if (ended.isPresent()) {
      return ended.map(operation -> () -> end(operation));
    }
    event.ifPresent(events::remove);
    return event.map(Event::what);
  }

  private void end(Operation operation) {
    operation.whenDone().accept(operation.outcome());
    if (operation.outcome().equals("Succeeded")) {
      List<Consumer<Operation>> told;
      synchronized (this) {
        told = List.copyOf(watchers);
      }
      told.forEach(each -> each.accept(operation));
    }
  }

  /** From now on this share of operations, from 0 to 1, ends Failed. */
  void fail(double share) {
    failing = share;
  }

  /** Ends the first that is over until an instant. */
  private Optional<Operation> ended(Instant until) {
    return running.values().stream()
        .filter(operation -> !operation.end().isAfter(until))
        .min(Comparator.comparing(Operation::end).thenComparing(Operation::id))
        .map(
            operation -> {
              String outcome = chance.happens(failing) ? "Failed" : "Succeeded";
              String fate = fates.getOrDefault(operation.id(), outcome);
              return finish(operation, operation.end(), fate);
            });
  }

  private Operation finish(Operation operation, Instant at, String outcome) {
    Operation ended = operation.ended(at, outcome);
    running.remove(Target.key(operation.target()));
    fates.remove(operation.id());
    all.put(operation.id(), ended);
    return ended;
  }

  /** Whether something runs on a resource itself. */
  synchronized Optional<Operation> on(String id) {
    return Optional.ofNullable(running.get(Target.key(id)));
  }

  /** Whether something runs on a resource or on a child. */
  synchronized Optional<Operation> onOrBelow(String id) {
    String key = Target.key(id);
    return running.entrySet().stream()
        .filter(e -> e.getKey().equals(key) || e.getKey().startsWith(key + "/"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Ends what runs on a resource early. */
  boolean cancel(String id) {
    Optional<Operation> ended = canceled(id);
    ended.ifPresent(operation -> operation.whenDone().accept(operation.outcome()));
    return ended.isPresent();
  }

  private synchronized Optional<Operation> canceled(String id) {
    return on(id).map(operation -> finish(operation, clock.instant(), "Canceled"));
  }

  /** Settles how what runs on a resource will end, where something does. */
  synchronized void doom(String id, String outcome) {
    on(id).ifPresent(operation -> fates.put(operation.id(), outcome));
  }

  /**
   * Does something when what runs on a resource has ended, or now where nothing runs.
   *
   * @param what told how it ended
   */
  void afterwards(String id, Consumer<String> what) {
    if (!chained(id, what)) {
      what.accept("Succeeded");
    }
  }

  private synchronized boolean chained(String id, Consumer<String> what) {
    return running.computeIfPresent(Target.key(id), (key, operation) -> operation.then(what))
        != null;
  }

  /** The next end, which a virtual clock may jump to. */
  synchronized Optional<Instant> nextEnd() {
    return Stream.concat(
            running.values().stream().map(Operation::end),
            events.stream().filter(Event::isOwed).map(Event::at))
        .min(Comparator.naturalOrder());
  }

  synchronized List<Operation> running() {
    return new ArrayList<>(running.values());
  }

  /** The status in the form of ARM's operations endpoint. */
  synchronized Optional<ObjectNode> status(String id) {
    Operation operation = all.get(id);
    if (operation == null) {
      return Optional.empty();
    }
    ObjectNode body =
        Json.object()
            .put("name", operation.id())
            .put("status", operation.outcome())
            .put("startTime", operation.start().toString());
    if (!operation.outcome().equals("InProgress")) {
      body.put("endTime", operation.end().toString());
    }
    if (operation.outcome().equals("Failed")) {
      body.putObject("error")
          .put("code", "InternalOperationError")
          .put("message", "A seeded fault.");
    }
    return Optional.of(body);
  }
}
