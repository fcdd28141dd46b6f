package io.aksguard.remediation.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.property.Campaign;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Over two years of random schedules the next opening is the one that a table of quarters of an
 * hour shows, which is filled from lists of dates and knows no recurrences.
 */
class WindowsPropertyTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 2 * 365;
  private static final List<String> WEEKS = List.of("First", "Second", "Third", "Fourth", "Last");
  private static final List<String> OFFSETS =
      List.of("+00:00", "-07:00", "+05:30", "+05:45", "+14:00", "-12:00", "+02:00");

  /** A quarter's window, by its number; 0 where none is open. */
  private final int[] open = new int[(DAYS + 40) * 96];

  @Test
  void nextOpening_isTheTables() throws Exception {
    new Campaign("maintenance windows", 200).run((random, seed) -> schedule(random));
  }

  @Test
  @Tag("campaign")
  void nextOpening_isTheTables_inFull() throws Exception {
    new Campaign("maintenance windows in full", 20_000).run((random, seed) -> schedule(random));
  }

  private void schedule(Random random) {
    ZoneOffset offset = ZoneOffset.of(OFFSETS.get(random.nextInt(OFFSETS.size())));
    LocalDate start = FIRST.plusDays(random.nextInt(60));
    LocalTime at = LocalTime.of(random.nextInt(24), 30 * random.nextInt(2));
    int hours = 4 + random.nextInt(21);
    Map<String, Object> schedule = new LinkedHashMap<>();
    List<LocalDate> days = days(random, start, schedule);
    List<LocalDate[]> closed = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      LocalDate from = FIRST.plusDays(random.nextInt(DAYS));
      closed.add(new LocalDate[] {from, from.plusDays(random.nextInt(20))});
    }
    fill(days, at, hours, offset, closed);
    Windows windows = windows(schedule, start, at, hours, offset, closed);
    for (int i = 0; i < 50; i++) {
      int from = random.nextInt((DAYS - 40) * 96);
      int needed = 1 + random.nextInt(hours * 4);
      Optional<Instant> next =
          windows
              .next(Windows.UPGRADES, instant(from), Duration.ofMinutes(15L * needed))
              .map(
                  opening ->
                      opening.from().isAfter(instant(from)) ? opening.from() : instant(from));
      int wanted = next(from, needed);
      if (wanted < open.length) {
        assertThat(next)
            .as("%s from %s for %d quarters", schedule, instant(from), needed)
            .contains(instant(wanted));
      } else {
        assertThat(next.filter(found -> found.isBefore(instant((DAYS - 1) * 96)))).isEmpty();
      }
    }
  }

  /** The days on which windows begin, listed; {@code schedule} says the same to AKS. */
  private static List<LocalDate> days(
      Random random, LocalDate start, Map<String, Object> schedule) {
    List<LocalDate> days = new ArrayList<>();
    DayOfWeek dayOfWeek = DayOfWeek.of(1 + random.nextInt(7));
    String name = dayOfWeek.name().charAt(0) + dayOfWeek.name().substring(1).toLowerCase();
    LocalDate end = FIRST.plusDays(DAYS);
    switch (random.nextInt(4)) {
      case 0 -> {
        int interval = 1 + random.nextInt(7);
        schedule.put("daily", Map.of("intervalDays", interval));
        for (LocalDate day = start; day.isBefore(end); day = day.plusDays(interval)) {
          days.add(day);
        }
      }
      case 1 -> {
        int interval = 1 + random.nextInt(4);
        schedule.put("weekly", Map.of("intervalWeeks", interval, "dayOfWeek", name));
        LocalDate day = start;
        while (day.getDayOfWeek() != dayOfWeek) {
          day = day.plusDays(1);
        }
        for (; day.isBefore(end); day = day.plusWeeks(interval)) {
          days.add(day);
        }
      }
      case 2 -> {
        int interval = 1 + random.nextInt(6);
        int dayOfMonth = 1 + random.nextInt(31);
        schedule.put(
            "absoluteMonthly", Map.of("intervalMonths", interval, "dayOfMonth", dayOfMonth));
        for (YearMonth month : months(start, interval)) {
          if (month.isValidDay(dayOfMonth)) {
            days.add(month.atDay(dayOfMonth));
          }
        }
      }
      default -> {
        int interval = 1 + random.nextInt(6);
        int week = random.nextInt(5);
        schedule.put(
            "relativeMonthly",
            Map.of("intervalMonths", interval, "weekIndex", WEEKS.get(week), "dayOfWeek", name));
        for (YearMonth month : months(start, interval)) {
          List<LocalDate> those =
              month
                  .atDay(1)
                  .datesUntil(month.plusMonths(1).atDay(1))
                  .filter(day -> day.getDayOfWeek() == dayOfWeek)
                  .toList();
          days.add(those.get(week == 4 ? those.size() - 1 : week));
        }
      }
    }
    days.removeIf(day -> day.isBefore(start));
    return days;
  }

  private static List<YearMonth> months(LocalDate start, int interval) {
    List<YearMonth> months = new ArrayList<>();
    for (int i = 0; i < 24; i += interval) {
      months.add(YearMonth.from(start).plusMonths(i));
    }
    return months;
  }

  private void fill(
      List<LocalDate> days, LocalTime at, int hours, ZoneOffset offset, List<LocalDate[]> closed) {
    java.util.Arrays.fill(open, 0);
    for (int i = 0; i < days.size(); i++) {
      int quarter = quarter(days.get(i).atTime(at).toInstant(offset));
      for (int q = quarter; q < quarter + hours * 4; q++) {
        // Of two windows that overlap the later one may be used to its end.
        set(q, i + 1);
      }
    }
    for (LocalDate[] span : closed) {
      int end = quarter(span[1].plusDays(1).atStartOfDay().toInstant(offset));
      for (int q = quarter(span[0].atStartOfDay().toInstant(offset)); q < end; q++) {
        set(q, 0);
      }
    }
  }

  private void set(int quarter, int window) {
    if (quarter >= 0 && quarter < open.length) {
      open[quarter] = window;
    }
  }

  /** The first quarter from which on so many are open without a break, in one window. */
  private int next(int from, int needed) {
    for (int q = from; q + needed <= open.length; q++) {
      int i = 0;
      while (i < needed && open[q + i] != 0 && open[q + i] == open[q]) {
        i++;
      }
      if (i == needed) {
        return q;
      }
    }
    return open.length;
  }

  private static int quarter(Instant instant) {
    return (int) (Duration.between(instant(0), instant).toMinutes() / 15);
  }

  private static Instant instant(int quarter) {
    return FIRST.atStartOfDay().toInstant(ZoneOffset.UTC).plus(Duration.ofMinutes(15L * quarter));
  }

  private static Windows windows(
      Map<String, Object> schedule,
      LocalDate start,
      LocalTime at,
      int hours,
      ZoneOffset offset,
      List<LocalDate[]> closed) {
    Map<String, Object> window = new LinkedHashMap<>();
    window.put("schedule", schedule);
    window.put("durationHours", hours);
    window.put("utcOffset", offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId());
    window.put("startDate", start.toString());
    window.put("startTime", at.toString());
    window.put(
        "notAllowedDates",
        closed.stream()
            .map(span -> Map.of("start", span[0].toString(), "end", span[1].toString()))
            .toList());
    JsonObject configuration =
        (JsonObject)
            JsonValue.of(
                Map.of(
                    "id",
                    "/x/maintenanceConfigurations/" + Windows.UPGRADES,
                    "properties",
                    Map.of("maintenanceWindow", window)));
    return new Windows(JsonArray.of(List.of(configuration)));
  }
}
