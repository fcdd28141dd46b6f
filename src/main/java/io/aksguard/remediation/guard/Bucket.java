package io.aksguard.remediation.guard;

import io.aksguard.storage.Row;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A token bucket that refills steadily, kept as one instant; who comes when it is empty may have
 * one of the tokens that are still to come. Pure.
 *
 * @param size tokens of a full one, at least one
 * @param interval in which one comes back
 * @param fullAt when it is full if nothing more is taken; in the past of a full one
 * @param delay by how much all tokens that were given ahead come later than they were told, in all
 * @param closedUntil until when somebody else has said that there is none
 */
record Bucket(int size, Duration interval, Instant fullAt, Duration delay, Instant closedUntil) {

  static Bucket full(int size, Duration interval, Instant now) {
    return new Bucket(size, interval, now, Duration.ZERO, Instant.EPOCH);
  }

  /** When the next token is there. */
  Instant due(Instant now) {
    return due(now, 1);
  }

  /** When the n-th of a queue has its token, if all take theirs as soon as they are there. */
  Instant due(Instant now, int n) {
    Instant due = later(fullAt, now).plus(interval.multipliedBy((long) n - size));
    return later(due, now);
  }

  /** With one token less: the one of {@link #due}, which is still to come where there is none. */
  Bucket taken(Instant now) {
    return new Bucket(size, interval, later(fullAt, now).plus(interval), delay, closedUntil);
  }

  /** When the next token comes, also where it was given ahead already. */
  Instant next(Instant now) {
    Instant due = due(now);
    if (!due.isAfter(now)) {
      return now;
    }
    // The token of this very instant is somebody's, or used.
    Instant from = later(closedUntil, now.plusNanos(1));
    return due.minus(interval.multipliedBy(Duration.between(from, due).dividedBy(interval)));
  }

  /** With {@link #next} taken from whoever has it: what was given ahead comes one token later. */
  Bucket overtaken(Instant now) {
    Bucket after = taken(now);
    return due(now).isAfter(now)
        ? new Bucket(size, interval, after.fullAt, delay.plus(interval), closedUntil)
        : after;
  }

  /**
   * As it is where somebody was told that all tokens are gone, and when the next one comes. What
   * was given ahead comes later, all by as much.
   */
  Bucket emptied(Instant now, Instant nextAt) {
    Instant full = nextAt.plus(interval.multipliedBy(size - 1L));
    if (!due(now).isAfter(now)) {
      return new Bucket(size, interval, later(fullAt, full), delay, later(closedUntil, nextAt));
    }
    Instant known = later(closedUntil, now);
    Duration more = nextAt.isAfter(known) ? Duration.between(known, nextAt) : Duration.ZERO;
    return new Bucket(
        size, interval, fullAt.plus(more), delay.plus(more), later(closedUntil, nextAt));
  }

  /**
   * When somebody's turn is.
   *
   * @param at when its token was due, without the delay of then
   */
  Instant turn(Instant at) {
    return later(at.plus(delay), closedUntil);
  }

  /**
   * So late after its turn a token may still be used: together they are no more than a full one.
   */
  Duration patience() {
    return interval.multipliedBy(Math.max(1, size - 1));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  Map<String, Object> properties() {
    return Map.of(
        "fullAt", fullAt.toString(),
        "delay", delay.toString(),
        "closedUntil", closedUntil.toString());
  }

  /**
   * As its row has it; an older one knows of no turns.
   *
   * @throws IllegalStateException when somebody else has written the row
   */
  static Bucket of(Optional<Row> row, int size, Duration interval, Instant now) {
    try {
      return row.map(
              known ->
                  new Bucket(
                      size,
                      interval,
                      Instant.parse(known.needText("fullAt")),
                      known.text("delay").map(Duration::parse).orElse(Duration.ZERO),
                      known.text("closedUntil").map(Instant::parse).orElse(Instant.EPOCH)))
          .orElse(full(size, interval, now));
    } catch (DateTimeException e) {
      throw new IllegalStateException("the quota's row is none", e);
    }
  }
}
