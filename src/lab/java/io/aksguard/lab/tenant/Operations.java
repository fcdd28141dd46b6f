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
import org.jspecify.annotations.Nullable;

/**
 * Operations that take time. An operation ends when the clock has reached its end and somebody
 * looks: nothing runs by itself.
 */
final class Operations {

  /**
   * @param target what it is on
   * @param outcome Succeeded, Failed or Canceled, once it has ended
   */
  record Operation(
      String id, String target, Instant start, Instant end, Runnable whenDone, String outcome) {
    Operation ended(Instant at, String how) {
      return new Operation(id, target, start, at, whenDone, how);
    }
  }

  private final Clock clock;
  private final Chance chance;
  private final Map<String, Operation> all = new HashMap<>();
  private final Map<String, Operation> running = new HashMap<>();

  Operations(Clock clock, Chance chance) {
    this.clock = clock;
    this.chance = chance;
  }

  /**
   * @param end when it is done
   * @param whenDone what it does at its end
   */
  synchronized Operation start(String target, Instant end, Runnable whenDone) {
    Operation operation =
        new Operation(chance.guid(), target, clock.instant(), end, whenDone, "InProgress");
    all.put(operation.id(), operation);
    running.put(Target.key(target), operation);
    return operation;
  }

  /** Ends what is due, in the order of the ends. */
  void settle() {
    for (Operation operation = due(); operation != null; operation = due()) {
      operation.whenDone().run();
    }
  }

  private synchronized @Nullable Operation due() {
    Optional<Operation> next =
        running.values().stream()
            .filter(operation -> !operation.end().isAfter(clock.instant()))
            .min(Comparator.comparing(Operation::end).thenComparing(Operation::id));
    next.ifPresent(operation -> finish(operation, operation.end(), "Succeeded"));
    return next.orElse(null);
  }

  private void finish(Operation operation, Instant at, String outcome) {
    running.remove(Target.key(operation.target()));
    all.put(operation.id(), operation.ended(at, outcome));
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
  synchronized boolean cancel(String id) {
    Operation operation = running.get(Target.key(id));
    if (operation == null) {
      return false;
    }
    finish(operation, clock.instant(), "Canceled");
    return true;
  }

  /** The next end, which a virtual clock may jump to. */
  synchronized Optional<Instant> nextEnd() {
    return running.values().stream().map(Operation::end).min(Comparator.naturalOrder());
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
    return Optional.of(body);
  }
}
