package io.aksguard.lab.story;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Time that stands still until somebody stays: a slow machine then plays the same story as a fast
 * one.
 */
final class StoryTime extends Clock {
  private final Instant start;
  private volatile long goesSince = -1;

  StoryTime(Instant start) {
    this.start = start;
  }

  /** From now on it passes. */
  void go() {
    goesSince = System.nanoTime();
  }

  @Override
  public Instant instant() {
    long since = goesSince;
    return since < 0 ? start : start.plus(Duration.ofNanos(System.nanoTime() - since));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the story's time is in UTC");
  }
}
