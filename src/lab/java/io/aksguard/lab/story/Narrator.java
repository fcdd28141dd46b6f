package io.aksguard.lab.story;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells what happens, each line with the time it took so far and the laboratory's own time. */
final class Narrator {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Columns; what is longer goes on in a line of its own. */
  private static final int WIDEST = 140;

  private static final String INDENT = " ".repeat(27);

  private final PrintStream out;
  private final long begun = System.nanoTime();
  private volatile boolean silent;

  Narrator(PrintStream out) {
    this.out = out;
  }

  /** Something did not come out as the story tells it. */
  static final class NotAsToldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAsToldException(String message) {
      super(message);
    }
  }

  /** Since the story began, in real time. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Tells a line at the clock's time. */
  void say(Clock clock, String line, Object... figures) {
    plain(
        "%6d ms  %s  %s"
            .formatted(
                elapsed().toMillis(), TIME.format(clock.instant()), line.formatted(figures)));
  }

  /** Tells more about the line before. */
  void more(String line, Object... figures) {
    plain(INDENT + line.formatted(figures));
  }

  /** The thing with its number, as in 1 cluster or 2 clusters. */
  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** So many hours and minutes. */
  static String lasting(Duration duration) {
    return duration.toHours() == 0
        ? duration.toMinutes() + " min"
        : duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }

  /** Nothing is told any more: the process ends. */
  void silence() {
    silent = true;
  }

  /** A line without times that is not cut. */
  void whole(String line) {
    out.println(line);
    out.flush();
  }

  /** A line without times. */
  void plain(String line) {
    if (silent) {
      return;
    }
    String rest = line.replaceAll("\\s*\\R\\s*", " ");
    while (rest.length() > WIDEST) {
      int blank = rest.lastIndexOf(' ', WIDEST);
      int end = blank > INDENT.length() + 5 ? blank : WIDEST;
      out.println(rest.substring(0, end));
      rest = INDENT + "     " + rest.substring(end).strip();
    }
    out.println(rest);
    out.flush();
  }

  /**
   * Goes on only where this holds.
   *
   * @throws NotAsToldException where it does not
   */
  void need(boolean held, String what, Object... figures) {
    if (!held) {
      throw new NotAsToldException(what.formatted(figures));
    }
  }
}
