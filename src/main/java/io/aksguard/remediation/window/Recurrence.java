package io.aksguard.remediation.window;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** The days on which a maintenance window begins. */
sealed interface Recurrence {
  /**
   * Whether a window begins on that day.
   *
   * @param start the day from which on the schedule holds and its intervals are counted
   */
  boolean isOn(LocalDate day, LocalDate start);

  /** How many units lie between two windows; where it is 1 the start does not matter. */
  int interval();

  /** Every so many days. */
  record Daily(int interval) implements Recurrence {
    @Override
    public boolean isOn(LocalDate day, LocalDate start) {
      return ChronoUnit.DAYS.between(start, day) % interval == 0;
    }
  }

  /** Every so many weeks, the first time on the first such day from the start on. */
  record Weekly(int interval, DayOfWeek dayOfWeek) implements Recurrence {
    @Override
    public boolean isOn(LocalDate day, LocalDate start) {
      LocalDate first = start.with(TemporalAdjusters.nextOrSame(dayOfWeek));
      return day.getDayOfWeek() == dayOfWeek
          && ChronoUnit.WEEKS.between(first, day) % interval == 0;
    }
  }

  /** On a day of every so many months; a month that has no such day has no window. */
  record AbsoluteMonthly(int interval, int dayOfMonth) implements Recurrence {
    @Override
    public boolean isOn(LocalDate day, LocalDate start) {
      return day.getDayOfMonth() == dayOfMonth && isMonth(day, start, interval);
    }
  }

  /**
   * On a day of the week in every so many months.
   *
   * @param week 1 to 4, or -1 for the last of the month
   */
  record RelativeMonthly(int interval, int week, DayOfWeek dayOfWeek) implements Recurrence {
    @Override
    public boolean isOn(LocalDate day, LocalDate start) {
      LocalDate meant = day.with(TemporalAdjusters.dayOfWeekInMonth(week, dayOfWeek));
      return day.equals(meant) && isMonth(day, start, interval);
    }
  }

  private static boolean isMonth(LocalDate day, LocalDate start, int interval) {
    return ChronoUnit.MONTHS.between(YearMonth.from(start), YearMonth.from(day)) % interval == 0;
  }
}
