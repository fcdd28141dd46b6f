package io.aksguard.lab.tenant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Token buckets. They are refilled by the tenant's time or by real time, whichever has gone
 * further: a client may wait out a Retry-After in either.
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
  private final Instant started;
  private final long startedNanos = System.nanoTime();
  private final Map<String, Bucket> buckets = new HashMap<>();

  Limits(Clock clock) {
    this.clock = clock;
    this.started = clock.instant();
  }

  private double seconds() {
    double tenant = Duration.between(started, clock.instant()).toMillis() / 1000.0;
    return Math.max(tenant, (System.nanoTime() - startedNanos) / 1e9);
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
