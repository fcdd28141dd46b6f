package io.aksguard.remediation.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A maintenance window of AKS. Its offset is fixed: summer time never moves it.
 *
 * @param start the day from which on it holds; where Azure does not show one, any day does for a
 *     recurrence without intervals
 * @param at the time of day, by the offset
 * @param length 4 to 24 hours
 * @param closed spans in which it is closed, whatever the recurrence says
 */
record Schedule(
    Recurrence recurrence,
    LocalDate start,
    LocalTime at,
    Duration length,
    ZoneOffset offset,
    List<Opening> closed) {
  /** Far enough for a window every few months that a closed span takes out. */
  private static final int MOST_DAYS = 3 * 366;

  Schedule {
    closed = List.copyOf(closed);
  }

  /**
   * The first time from then on in which something that takes so long has room; it may have begun
   * before.
   */
  Optional<Opening> next(Instant from, Duration needed) {
    // A window that began the day before may still be open.
    LocalDate first = LocalDate.ofInstant(from, offset).minusDays(1);
    for (int i = 0; i < MOST_DAYS; i++) {
      LocalDate day = first.plusDays(i);
      if (!day.isBefore(start) && recurrence.isOn(day, start)) {
        Instant begin = day.atTime(at).toInstant(offset);
        for (Opening part : open(new Opening(begin, begin.plus(length)))) {
          Instant earliest = part.from().isAfter(from) ? part.from() : from;
          if (part.holds(earliest, needed)) {
            return Optional.of(part);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What the closed spans leave of a window. */
  private List<Opening> open(Opening window) {
    List<Opening> parts = new ArrayList<>();
    Instant from = window.from();
    for (Opening span : closed.stream().sorted(Comparator.comparing(Opening::from)).toList()) {
      if (span.to().isAfter(from) && span.from().isBefore(window.to())) {
        if (span.from().isAfter(from)) {
          parts.add(new Opening(from, span.from()));
        }
        from = span.to();
      }
    }
    if (from.isBefore(window.to())) {
      parts.add(new Opening(from, window.to()));
    }
    return parts;
  }
}
