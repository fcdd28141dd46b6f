package io.aksguard.lab;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long somebody waits for quiet: until nothing has come to its end for five minutes, which is
 * more than any single work of a laboratory takes on a slow machine; and for three hours in all,
 * since what starts itself again and again never rests.
 */
final class Patience {
  static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(5);
  static final Duration IN_ALL = Duration.ofHours(3);

  private final LongSupplier nanos;
  private final long begun;
  private long since;
  private long progress = -1;

  /**
   * @param nanos the wall's time, as of {@link System#nanoTime}
   */
  Patience(LongSupplier nanos) {
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /**
   * How many milliseconds of the wall's time are left; none or fewer where it is at its end.
   *
   * @param ended how many works have come to their end so far
   */
  long left(long ended) {
    long now = nanos.getAsLong();
    if (ended != progress) {
      progress = ended;
      since = now;
    }
    long left =
        Math.min(WITHOUT_PROGRESS.toNanos() - (now - since), IN_ALL.toNanos() - (now - begun));
    return Duration.ofNanos(left).toMillis();
  }
}
