package io.aksguard.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instants in the forms that Azure writes. */
final class Times {
  /** The last date in a node image version: {@code 202410.27.0-2024.12.01} is of 2024-12-01. */
  private static final Pattern IMAGE_DATE =
      Pattern.compile("(?:[.-])(20[0-9]{2})\\.?([0-9]{2})\\.([0-9]{2})(?=[.-]|$)");

  private Times() {}

  /** An instant, offset date-time, date-time without zone (UTC) or date (its midnight in UTC). */
  static Instant instant(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    String text = Values.text(value).strip();
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw Values.not("a date", value);
    }
  }

  /** Whole days from the first to the second; negative where the second is earlier. */
  static long daysBetween(Object from, Object to) {
    return Duration.between(instant(from), instant(to)).toDays();
  }

  /** The day a node image was built, from its version: the newest date that stands in it. */
  static Instant nodeImageDate(Object version) {
    Matcher matcher = IMAGE_DATE.matcher(Values.text(version));
    Instant newest = null;
    while (matcher.find()) {
      try {
        Instant day =
            LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        newest = newest == null || day.isAfter(newest) ? day : newest;
      } catch (DateTimeException e) {
        continue; // digits that are no date, such as an OS build number
      }
    }
    if (newest == null) {
      throw Values.not("a node image version with a date", version);
    }
    return newest;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
