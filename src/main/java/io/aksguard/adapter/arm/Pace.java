package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keeps a share of each quota for others. ARM counts tokens per principal, subscription and region,
 * Resource Graph queries per principal; both say in headers what is left. Whoever goes on asking
 * after a 429 is kept out for longer, so that its quota is closed until the time that it names.
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
  private final Map<String, Instant> closed = new ConcurrentHashMap<>();

  Pace(Limits limits, Clock clock, Pause pause) {
    this.share = limits.share();
    this.clock = clock;
    this.pause = pause;
    this.slots = new Semaphore(limits.concurrency());
  }

  /**
   * Sends when there is room.
   *
   * @param quotas that the request is counted in
   * @param waits of the request
   * @return empty where one of them is closed for longer than may be waited
   */
  <T> Optional<T> send(Collection<Quota> quotas, Waits waits, Supplier<T> request) {
    quotas.stream().map(Quota::whole).distinct().forEach(this::await);
    while (isOpened(quotas, waits)) {
      slots.acquireUninterruptibly();
      try {
        // It may have been closed while this one waited.
        if (quotas.stream().allMatch(quota -> closedFor(quota).isZero())) {
          return Optional.of(request.get());
        }
      } finally {
        slots.release();
      }
    }
    return Optional.empty();
  }

  /** Waits as long as is left of a share; once, whether the clock goes on meanwhile or not. */
  private void await(String key) {
    Instant earliest = notBefore.get(key);
    Instant now = clock.instant();
    if (earliest != null && earliest.isAfter(now)) {
      pause.of(Duration.between(now, earliest));
      notBefore.remove(key, earliest);
    }
  }

  private boolean isOpened(Collection<Quota> quotas, Waits waits) {
    for (String key : quotas.stream().flatMap(quota -> quota.keys().stream()).distinct().toList()) {
      Instant until = closed.get(key);
      if (until == null) {
        continue;
      }
      Duration left = left(until);
      if (!left.isZero() && !waits.take(left)) {
        return false;
      }
      // What was waited for has passed, whatever the clock shows.
      closed.remove(key, until);
    }
    return true;
  }

  private Duration left(Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** From now on nothing is sent that counts in it, for this time. */
  void close(String key, Duration time) {
    later(closed, key, time);
  }

  /** How long nothing may be sent yet that counts in it. */
  Duration closedFor(Quota quota) {
    return quota.keys().stream()
        .flatMap(key -> Stream.ofNullable(closed.get(key)))
        .map(this::left)
        .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  /** Takes note of what is left. */
  void after(Quota quota, HttpHeaders headers) {
    String key = quota.whole();
    Optional.ofNullable(headers.getValue(LEFT))
        .flatMap(Pace::number)
        .filter(left -> isLow(key + LEFT, left))
        .ifPresent(left -> later(notBefore, key, resetsAfter(headers).orElse(REFILL)));
    for (HttpHeader header : headers) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (name.startsWith(TOKENS)) {
        number(header.getValue())
            .filter(left -> isLow(key + name, left))
            .ifPresent(left -> later(notBefore, key, REFILL));
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

  private void later(Map<String, Instant> times, String key, Duration time) {
    times.merge(key, clock.instant().plus(time), (one, other) -> one.isAfter(other) ? one : other);
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
