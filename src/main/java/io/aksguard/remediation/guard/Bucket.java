package io.aksguard.remediation.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A token bucket that refills steadily, kept as one instant. Pure.
 *
 * @param size tokens of a full one, at least one
 * @param interval in which one comes back
 * @param fullAt when it is full if nothing more is taken; in the past of a full one
 */
record Bucket(int size, Duration interval, Instant fullAt) {

  /** When the next token is there. */
  Instant due(Instant now) {
    return due(now, 1);
  }

  /** When the n-th of a queue has its token, if all take theirs as soon as they are there. */
  Instant due(Instant now, int n) {
    Instant due = later(fullAt, now).plus(interval.multipliedBy((long) n - size));
    return later(due, now);
  }

  /** With one token less; empty where there is none. */
  Optional<Bucket> taken(Instant now) {
    return due(now).isAfter(now)
        ? Optional.empty()
        : Optional.of(new Bucket(size, interval, later(fullAt, now).plus(interval)));
  }

  /** As it is where somebody was told that all tokens are gone, and when the next one comes. */
  Bucket emptied(Instant nextAt) {
    Instant full = nextAt.plus(interval.multipliedBy(size - 1L));
    return new Bucket(size, interval, later(fullAt, full));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
