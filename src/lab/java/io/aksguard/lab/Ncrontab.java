package io.aksguard.lab;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A schedule of six fields: second, minute, hour, day of month, month, day of week, in UTC. Fields
 * hold {@code *}, numbers, names of months and days, ranges, lists and steps. Where both days are
 * restricted a time must meet both, unlike in Unix cron.
 */
final class Ncrontab {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern ITEM =
      Pattern.compile("(?:(\\*)|([0-9a-z]+)(?:-([0-9a-z]+))?)(?:/([0-9]+))?");
  private static final int MOST_YEARS = 9;

  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;

  private Ncrontab(List<String> fields) {
    this.seconds = field(fields.get(0), 0, 59, Map.of());
    this.minutes = field(fields.get(1), 0, 59, Map.of());
    this.hours = field(fields.get(2), 0, 23, Map.of());
    this.days = field(fields.get(3), 1, 31, Map.of());
    this.months =
        field(fields.get(4), 1, 12, names(1, "jan feb mar apr may jun jul aug sep oct nov dec"));
    BitSet week = field(fields.get(5), 0, 7, names(0, "sun mon tue wed thu fri sat"));
    if (week.get(7)) {
      week.set(0);
    }
    this.weekdays = week;
  }

  /**
   * @throws IllegalArgumentException for anything but six fields of numbers that can be
   */
  static Ncrontab parse(String text) {
    List<String> fields = List.of(SPACE.split(text.strip().toLowerCase(Locale.ROOT), -1));
    if (fields.size() != 6) {
      throw new IllegalArgumentException("'" + text + "' has not the six fields of NCRONTAB");
    }
    return new Ncrontab(fields);
  }

  /**
   * The first time after this one.
   *
   * @throws IllegalArgumentException when there is none within nine years, as for 30 February
   */
  Instant next(Instant after) {
    LocalDateTime at =
        LocalDateTime.ofInstant(after, ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.SECONDS)
            .plusSeconds(1);
    LocalDateTime end = at.plusYears(MOST_YEARS);
    while (at.isBefore(end)) {
      if (!months.get(at.getMonthValue())) {
        at = at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
      } else if (!days.get(at.getDayOfMonth()) || !weekdays.get(at.getDayOfWeek().getValue() % 7)) {
        at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!hours.get(at.getHour())) {
        at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minutes.get(at.getMinute())) {
        at = at.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
      } else if (!seconds.get(at.getSecond())) {
        at = at.plusSeconds(1);
      } else {
        return at.toInstant(ZoneOffset.UTC);
      }
    }
    throw new IllegalArgumentException("the schedule never comes round");
  }

  private static BitSet field(String text, int least, int most, Map<String, Integer> names) {
    BitSet set = new BitSet();
    for (String item : text.split(",", -1)) {
      var match = ITEM.matcher(item);
      if (!match.matches()) {
        throw new IllegalArgumentException("'" + item + "' is no part of a schedule");
      }
      int step = match.group(4) == null ? 1 : Integer.parseInt(match.group(4));
      int from = match.group(1) != null ? least : number(match.group(2), names);
      int to = from;
      if (match.group(3) != null) {
        to = number(match.group(3), names);
      } else if (match.group(1) != null || match.group(4) != null) {
        to = most;
      }
      if (from < least || to > most || from > to || step < 1) {
        throw new IllegalArgumentException("'" + item + "' is not within " + least + " to " + most);
      }
      for (int i = from; i <= to; i += step) {
        set.set(i);
      }
    }
    return set;
  }

  private static int number(String text, Map<String, Integer> names) {
    Integer named = names.get(text.substring(0, Math.min(3, text.length())));
    try {
      return named == null ? Integer.parseInt(text) : named;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number", e);
    }
  }

  private static Map<String, Integer> names(int first, String names) {
    Map<String, Integer> numbers = new TreeMap<>();
    List<String> all = new ArrayList<>(List.of(SPACE.split(names)));
    for (int i = 0; i < all.size(); i++) {
      numbers.put(all.get(i), first + i);
    }
    return numbers;
  }
}
