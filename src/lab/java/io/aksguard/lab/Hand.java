package io.aksguard.lab;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** What a lab's clock shows: the wall's time and what it has jumped ahead. It never goes back. */
final class Hand {
  private final Clock wall;
  private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);
  private volatile Duration ahead = Duration.ZERO;

  Hand(Clock wall) {
    this.wall = wall;
  }

  /** Needs no lock. */
  Instant now() {
    Instant now = wall.instant().plus(ahead);
    return latest.accumulateAndGet(now, (before, next) -> next.isAfter(before) ? next : before);
  }

  /** Jumps to this time, unless it is over. Its caller has the clock's lock. */
  void moveTo(Instant target) {
    Instant now = now();
    if (now.isBefore(target)) {
      ahead = ahead.plus(Duration.between(now, target));
    }
  }
}
