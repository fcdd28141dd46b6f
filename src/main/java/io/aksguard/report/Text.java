package io.aksguard.report;

import io.aksguard.cluster.ArmId;

/** Text of unknown origin made fit for one place in a report. */
final class Text {
  private static final int REPLACEMENT = 0xFFFD;

  private Text() {}

  /** At most this many characters, an ellipsis for the rest; never half a surrogate pair. */
  static String cut(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  /**
   * One line that cannot do anything to a terminal: no line breaks, no escape sequences, nothing
   * that turns the direction of writing.
   */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : isHarmful(c) ? REPLACEMENT : c)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  private static boolean isHarmful(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** The text with what XML 1.0 cannot hold replaced. */
  static String xml(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints().map(c -> isXml(c) ? c : REPLACEMENT).forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  /** The last segment of an ARM id; what is none stays as it is. */
  static String name(String resource) {
    return ArmId.parse(resource).map(ArmId::name).orElse(resource);
  }

  /** {@code control}, or {@code control [subject]}. */
  static String title(String control, String subject) {
    return subject.isEmpty() ? control : control + " [" + subject + "]";
  }
}
