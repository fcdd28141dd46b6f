package io.aksguard.control;

import java.util.ArrayList;
import java.util.List;

/**
 * A message template cut at its braces: {@code "channel is {seen}"}. A doubled brace stands for
 * itself.
 */
final class Message {
  /** A piece of text, or an expression to fill in. */
  record Part(boolean expression, String text) {}

  private Message() {}

  /**
   * @throws IllegalArgumentException when a brace is not closed
   */
  static List<Part> parts(String template) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if ((c == '{' || c == '}') && at + 1 < template.length() && template.charAt(at + 1) == c) {
        text.append(c);
        at += 2;
      } else if (c == '{') {
        int end = template.indexOf('}', at);
        if (end < 0) {
          throw new IllegalArgumentException("a brace is not closed");
        }
        parts.add(new Part(false, text.toString()));
        text.setLength(0);
        parts.add(new Part(true, template.substring(at + 1, end).strip()));
        at = end + 1;
      } else {
        text.append(c);
        at++;
      }
    }
    parts.add(new Part(false, text.toString()));
    return parts;
  }
}
