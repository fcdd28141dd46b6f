package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Keeps a share of each quota for others. ARM counts tokens per principal, subscription and region,
 * Resource Graph queries per principal; both say in headers what is left.
 */
final class Pace {
  private static final HttpHeaderName LEFT = HttpHeaderName.fromString("x-ms-user-quota-remaining");
  private static final HttpHeaderName RESETS =
      HttpHeaderName.fromString("x-ms-user-quota-resets-after");
  private static final String TOKENS = "x-ms-ratelimit-remaining-";

  /** ARM's buckets fill each second: about 25 tokens of reads in a subscription. */
  private static final Duration REFILL = Duration.ofSeconds(1);

  private final double share;
  private final Clock clock;
  private final Pause pause;
  private final Semaphore slots;
  private final Map<String, Long> most = new ConcurrentHashMap<>();
  private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

  Pace(Limits limits, Clock clock, Pause pause) {
    this.share = limits.share();
    this.clock = clock;
    this.pause = pause;
    this.slots = new Semaphore(limits.concurrency());
  }

  /**
   * Sends when there is room.
   *
   * @param bucket what the quota is counted for
   */
  <T> T send(String bucket, Supplier<T> request) {
    Instant earliest = notBefore.getOrDefault(bucket, Instant.MIN);
    Instant now = clock.instant();
    if (earliest.isAfter(now)) {
      pause.of(Duration.between(now, earliest));
    }
    slots.acquireUninterruptibly();
    try {
      return request.get();
    } finally {
      slots.release();
    }
  }

  /** Takes note of what is left. */
  void after(String bucket, HttpHeaders headers) {
    Optional.ofNullable(headers.getValue(LEFT))
        .flatMap(Pace::number)
        .filter(left -> isLow(bucket + LEFT, left))
        .ifPresent(left -> hold(bucket, resetsAfter(headers).orElse(REFILL)));
    for (HttpHeader header : headers) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (name.startsWith(TOKENS)) {
        number(header.getValue())
            .filter(left -> isLow(bucket + name, left))
            .ifPresent(left -> hold(bucket, REFILL));
      }
    }
  }

  /** Resource Graph says when its window begins anew, {@code 00:00:05}. */
  static Optional<Duration> resetsAfter(HttpHeaders headers) {
    String[] parts = Optional.ofNullable(headers.getValue(RESETS)).orElse("").split(":");
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Duration.ofHours(Long.parseLong(parts[0]))
              .plusMinutes(Long.parseLong(parts[1]))
              .plusMillis((long) (Double.parseDouble(parts[2]) * 1000)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isLow(String key, long left) {
    long full = most.merge(key, left, Math::max);
    return left < full * share || left <= 0;
  }

  private void hold(String bucket, Duration time) {
    notBefore.merge(
        bucket, clock.instant().plus(time), (one, other) -> one.isAfter(other) ? one : other);
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
