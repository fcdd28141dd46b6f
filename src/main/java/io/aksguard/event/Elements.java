package io.aksguard.event;

import java.util.ArrayList;
import java.util.List;

/**
 * The texts between the commas of an array, cut without being parsed: so one that is damaged, too
 * deep or too large hides none of the others.
 */
final class Elements {
  private final String text;
  private final List<String> elements = new ArrayList<>();
  private int at;

  private Elements(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** The elements of an array, or the text itself where it is none. */
  static List<String> of(String text) {
    int begin = 0;
    while (begin < text.length() && isBlank(text.charAt(begin))) {
      begin++;
    }
    if (begin == text.length() || text.charAt(begin) != '[') {
      return List.of(text.substring(begin));
    }
    Elements cut = new Elements(text, begin + 1);
    cut.cut();
    return cut.elements;
  }

  private void cut() {
    int from = at;
    int depth = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        skipString();
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (depth > 0 && (c == '}' || c == ']')) {
        depth--;
      } else if (c == ',' && depth == 0) {
        elements.add(text.substring(from, at));
        from = at + 1;
      } else if (c == ']') {
        add(from, at);
        add(at + 1, text.length());
        return;
      }
    }
    elements.add(text.substring(Math.min(from, text.length())));
  }

  private void skipString() {
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
    }
  }

  /** What stands before the end, and behind it: nothing, as a rule for the latter. */
  private void add(int from, int to) {
    String element = text.substring(from, to);
    if (!element.isBlank()) {
      elements.add(element);
    }
  }

  /** JSON's white space, and the mark that some editors put before a text. */
  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\uFEFF';
  }
}
