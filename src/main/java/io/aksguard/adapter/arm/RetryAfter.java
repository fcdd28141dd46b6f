package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** When an answer says that one may ask again. */
final class RetryAfter {
  /** Never no time at all: who is asked to wait and does not is kept out for longer. */
  static final Duration LEAST = Duration.ofSeconds(1);

  private RetryAfter() {}

  /** In seconds or as a date, else when Resource Graph's quota begins anew. */
  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    String text = headers.getValue(HttpHeaderName.RETRY_AFTER);
    if (text == null) {
      return Pace.resetsAfter(headers);
    }
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * At least a second.
   *
   * @param otherwise where the answer says nothing
   */
  static Duration of(HttpHeaders headers, Instant now, Duration otherwise) {
    return least(of(headers, now).orElse(otherwise));
  }

  static Duration least(Duration time) {
    return time.compareTo(LEAST) < 0 ? LEAST : time;
  }
}
