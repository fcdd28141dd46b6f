package io.aksguard.remediation.window;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code maintenanceWindow} of a maintenance configuration. */
final class ScheduleReader {
  private static final Map<String, Integer> WEEKS =
      Map.of("first", 1, "second", 2, "third", 3, "fourth", 4, "last", -1);

  /** Before any cluster: where the start is not shown, every window since then counts. */
  private static final LocalDate ALWAYS = LocalDate.of(2015, 1, 1);

  private ScheduleReader() {}

  /**
   * @throws WindowException when it cannot be told when the window is open
   */
  static Schedule read(JsonObject window) {
    try {
      JsonObject schedule =
          window.object("schedule").orElseThrow(() -> new WindowException("it has no schedule"));
      Recurrence recurrence = recurrence(schedule);
      Optional<LocalDate> start = optional(window, "startDate").map(LocalDate::parse);
      if (start.isEmpty() && recurrence.interval() > 1) {
        throw new WindowException("it has no startDate to count its intervals from");
      }
      ZoneOffset offset = optional(window, "utcOffset").map(ZoneOffset::of).orElse(ZoneOffset.UTC);
      int hours = number(window, "durationHours");
      if (hours < 1 || hours > 24) {
        throw new WindowException("durationHours is " + hours);
      }
      return new Schedule(
          recurrence,
          start.orElse(ALWAYS),
          LocalTime.parse(text(window, "startTime")),
          Duration.ofHours(hours),
          offset,
          closed(window, offset));
    } catch (DateTimeException | ArithmeticException e) {
      throw new WindowException(String.valueOf(e.getMessage()));
    }
  }

  private static Recurrence recurrence(JsonObject schedule) {
    List<Recurrence> all = new ArrayList<>();
    schedule
        .object("daily")
        .ifPresent(daily -> all.add(new Recurrence.Daily(interval(daily, "intervalDays"))));
    schedule
        .object("weekly")
        .ifPresent(
            weekly ->
                all.add(
                    new Recurrence.Weekly(interval(weekly, "intervalWeeks"), dayOfWeek(weekly))));
    schedule
        .object("absoluteMonthly")
        .ifPresent(
            monthly ->
                all.add(
                    new Recurrence.AbsoluteMonthly(
                        interval(monthly, "intervalMonths"), number(monthly, "dayOfMonth"))));
    schedule
        .object("relativeMonthly")
        .ifPresent(
            monthly ->
                all.add(
                    new Recurrence.RelativeMonthly(
                        interval(monthly, "intervalMonths"), week(monthly), dayOfWeek(monthly))));
    if (all.size() != 1) {
      throw new WindowException("its schedule has " + all.size() + " of the known recurrences");
    }
    return all.get(0);
  }

  /**
   * Both days are part of the span, by the window's offset: with +02:00, 2022-12-23 to 2023-01-03
   * is closed from 2022-12-22T22:00Z to 2023-01-03T22:00Z (REST reference of AKS, notAllowedDates).
   */
  private static List<Opening> closed(JsonObject window, ZoneOffset offset) {
    Object spans = window.raw("notAllowedDates");
    if (spans == null) {
      return List.of();
    }
    if (!(spans instanceof JsonArray all)
        || all.rest().isPresent()
        || all.objects().size() != all.known().size()) {
      throw new WindowException("its notAllowedDates could not be read");
    }
    List<Opening> closed = new ArrayList<>();
    for (JsonObject span : all.objects()) {
      Instant from = LocalDate.parse(text(span, "start")).atStartOfDay().toInstant(offset);
      Instant to = LocalDate.parse(text(span, "end")).plusDays(1).atStartOfDay().toInstant(offset);
      closed.add(new Opening(from, to));
    }
    return closed;
  }

  /** A member that may be absent, but not unreadable. */
  private static Optional<String> optional(JsonObject object, String name) {
    if (object.raw(name) == null) {
      return Optional.empty();
    }
    return Optional.of(
        object
            .string(name)
            .orElseThrow(() -> new WindowException("its " + name + " could not be read")));
  }

  private static int interval(JsonObject recurrence, String name) {
    int interval = number(recurrence, name);
    if (interval < 1) {
      throw new WindowException(name + " is " + interval);
    }
    return interval;
  }

  private static DayOfWeek dayOfWeek(JsonObject recurrence) {
    String day = text(recurrence, "dayOfWeek");
    try {
      return DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new WindowException("dayOfWeek is " + day);
    }
  }

  private static int week(JsonObject recurrence) {
    String week = text(recurrence, "weekIndex");
    Integer number = WEEKS.get(week.toLowerCase(Locale.ROOT));
    if (number == null) {
      throw new WindowException("weekIndex is " + week);
    }
    return number;
  }

  private static int number(JsonObject object, String name) {
    if (object.raw(name) instanceof Long number) {
      return Math.toIntExact(number);
    }
    throw new WindowException("it has no " + name);
  }

  private static String text(JsonObject object, String name) {
    return object.string(name).orElseThrow(() -> new WindowException("it has no " + name));
  }
}
