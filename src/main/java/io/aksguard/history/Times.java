package io.aksguard.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Instants as text. */
final class Times {
  /** Of one width, so that texts sort as the instants do, in tools that know texts only. */
  private static final DateTimeFormatter RECORDED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  static Instant recorded(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  static String text(Instant recorded) {
    return RECORDED.format(recorded);
  }

  static boolean sameDay(Instant a, Instant b) {
    return a.truncatedTo(ChronoUnit.DAYS).equals(b.truncatedTo(ChronoUnit.DAYS));
  }
}
