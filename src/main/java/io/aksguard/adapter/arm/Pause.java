package io.aksguard.adapter.arm;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Pause {
  void of(Duration time);

  /** The thread sleeps. */
  static Pause real() {
    return time -> {
      try {
        Thread.sleep(time.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while it waited for Azure", e);
      }
    };
  }
}
