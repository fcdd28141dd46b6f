package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A source like the simulated tenant: it asks for the time while it holds its own lock. Its times
 * are seconds after its start.
 */
final class DueQueue implements LabClock.Source {
  private final LabClock clock;
  private final Instant start;
  private final TreeMap<Long, List<Runnable>> tasks = new TreeMap<>();

  DueQueue(LabClock clock, Instant start) {
    this.clock = clock;
    this.start = start;
  }

  synchronized void add(long seconds, Runnable task) {
    assertThat(clock.instant()).isNotNull();
    tasks.computeIfAbsent(seconds, at -> new ArrayList<>()).add(task);
  }

  @Override
  public synchronized Optional<Instant> nextDue() {
    return tasks.isEmpty() ? Optional.empty() : Optional.of(start.plusSeconds(tasks.firstKey()));
  }

  @Override
  public void runDue() {
    List<Runnable> due = take();
    while (!due.isEmpty()) {
      due.forEach(Runnable::run);
      due = take();
    }
  }

  private synchronized List<Runnable> take() {
    boolean isDue =
        !tasks.isEmpty() && !start.plusSeconds(tasks.firstKey()).isAfter(clock.instant());
    return isDue ? tasks.pollFirstEntry().getValue() : List.of();
  }
}
