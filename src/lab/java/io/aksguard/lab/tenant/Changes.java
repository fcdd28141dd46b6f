package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written, for 14 days as Azure keeps it. */
final class Changes {
  private static final Duration KEPT = Duration.ofDays(14);

  private final Clock clock;
  private final Chance chance;
  private final Deque<Change> changes = new ArrayDeque<>();

  Changes(Clock clock, Chance chance) {
    this.clock = clock;
    this.chance = chance;
  }

  synchronized void record(
      String id, @Nullable ObjectNode before, @Nullable ObjectNode after, Write write) {
    add(Change.of(clock.instant(), chance.guid(), id, before, after, write));
  }

  synchronized void add(Change change) {
    changes.addLast(change);
    while (changes.getFirst().at().isBefore(change.at().minus(KEPT))) {
      changes.removeFirst();
    }
  }

  synchronized List<Change> all() {
    return List.copyOf(changes);
  }

  /** Until an instant. */
  synchronized List<ObjectNode> rows(Instant until) {
    return changes.stream().filter(c -> !c.at().isAfter(until)).map(Change::row).toList();
  }
}
