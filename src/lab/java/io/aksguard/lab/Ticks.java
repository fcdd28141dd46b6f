package io.aksguard.lab;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When timer functions ran, and who is running one. Its caller has the hub's lock. */
final class Ticks {
  private final Map<String, Instant> last = new TreeMap<>();
  private final Map<String, Worker> running = new TreeMap<>();

  Optional<Instant> last(String function) {
    return Optional.ofNullable(last.get(function));
  }

  /** Whether this worker may run the tick: of hosts that share a hub only one does. */
  boolean claim(String function, Instant tick, Worker worker) {
    Instant before = last.get(function);
    return (before == null || before.isBefore(tick))
        && running.putIfAbsent(function, worker) == null;
  }

  /** Whether it was this worker's. */
  boolean release(String function, Worker worker) {
    return running.remove(function, worker);
  }

  void ran(String function, Instant tick) {
    last.put(function, tick);
  }

  /** A worker is gone; what it was running has not run. */
  void leave(Worker worker) {
    running.values().removeIf(worker::equals);
  }
}
