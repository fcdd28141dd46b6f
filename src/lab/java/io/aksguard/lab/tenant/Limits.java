package io.aksguard.lab.tenant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Token buckets. Between two calls they are refilled by the tenant's time or by real time,
 * whichever has gone further: a client may wait out a Retry-After in either.
 */
final class Limits {

  /**
   * @param remaining tokens that are left
   * @param pause how long until there is one, zero where the call was let through
   */
  record Taken(int remaining, Duration pause) {
    boolean refused() {
      return !pause.isZero();
    }

    /** In whole seconds, at least one. */
    String retryAfter() {
      return String.valueOf(Math.max(1, (pause.toMillis() + 999) / 1000));
    }
  }

  private static final class Bucket {
    private double tokens;
    private double at;

    private Bucket(double tokens, double at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  private final Clock clock;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private Instant seen;
  private long seenNanos;
  private double gone;

  /**
   * @param nanos real time, as {@link System#nanoTime}
   */
  Limits(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.seen = clock.instant();
    this.seenNanos = nanos.getAsLong();
  }

  /** Seconds that have gone, call by call: after a jump real waits must still count. */
  private double seconds() {
    Instant now = clock.instant();
    long nowNanos = nanos.getAsLong();
    double tenant = Duration.between(seen, now).toNanos() / 1e9;
    gone += Math.max(tenant, (nowNanos - seenNanos) / 1e9);
    seen = now;
    seenNanos = nowNanos;
    return gone;
  }

  /** One token out of a bucket that holds {@code size} and gets {@code refill} a second. */
  synchronized Taken take(String name, int size, double refill) {
    double now = seconds();
    Bucket bucket = buckets.computeIfAbsent(name, n -> new Bucket(size, now));
    bucket.tokens = Math.min(size, bucket.tokens + (now - bucket.at) * refill);
    bucket.at = now;
    if (bucket.tokens < 1) {
      return new Taken(0, Duration.ofMillis(1 + (long) ((1 - bucket.tokens) / refill * 1000)));
    }
    bucket.tokens -= 1;
    return new Taken((int) bucket.tokens, Duration.ZERO);
  }

  /** One of {@code size} in a window that starts with its first call. */
  synchronized Taken takeInWindow(String name, int size, Duration window) {
    double now = seconds();
    Bucket bucket = buckets.computeIfAbsent(name, n -> new Bucket(size, now));
    if (now - bucket.at >= window.toMillis() / 1000.0) {
      bucket.tokens = size;
      bucket.at = now;
    }
    if (bucket.tokens < 1) {
      double left = bucket.at + window.toMillis() / 1000.0 - now;
      return new Taken(0, Duration.ofMillis(1 + (long) (left * 1000)));
    }
    bucket.tokens -= 1;
    return new Taken((int) bucket.tokens, Duration.ZERO);
  }
}
