package io.aksguard.adapter.arm;

import java.time.Duration;

/** What one request may wait in all. */
final class Waits {
  private final Pause pause;
  private Duration left;

  Waits(Duration most, Pause pause) {
    this.left = most;
    this.pause = pause;
  }

  boolean allow(Duration time) {
    return time.compareTo(left) <= 0;
  }

  /** Waits, or tells that this would be too long. */
  boolean take(Duration time) {
    if (!allow(time)) {
      return false;
    }
    pause.of(time);
    left = left.minus(time);
    return true;
  }
}
