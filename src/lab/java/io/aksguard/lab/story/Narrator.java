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

  /** Wider lines break in a terminal. */
  private static final int WIDEST = 150;

  private final PrintStream out;
  private final long begun = System.nanoTime();

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
    plain("                           " + line.formatted(figures));
  }

  /** A line without times that is not cut. */
  void whole(String line) {
    out.println(line);
    out.flush();
  }

  /** A line without times. */
  void plain(String line) {
    String one = line.replaceAll("\\s*\\R\\s*", " ");
    out.println(one.length() <= WIDEST ? one : one.substring(0, WIDEST - 1) + "…");
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
