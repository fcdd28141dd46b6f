package io.aksguard.control;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link MemberPath} as the author of a remedy writes it: what tells elements apart is CEL. */
record PathText(List<Part> parts) {
  /**
   * A member, and of a list the element that is meant: {@code logs[category='guard']}. Or a member
   * that is named by CEL text, as a tag is: <code>{tag}</code>.
   */
  private static final Pattern PART =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9_-]*+)(?:\\[([A-Za-z]++)=((?:[^\\]'\"]++|'[^']*+'|\"[^\"]*+\")++)\\])?"
              + "|\\{([^{}]++)\\}");

  /**
   * One step of the way.
   *
   * @param name empty where {@code value} is the member's name
   * @param value CEL text; empty where no element is meant
   */
  record Part(String name, String key, String value) {}

  /**
   * @throws IllegalArgumentException when it is no path; the message is a sentence
   */
  static PathText parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int at = 0;
    while (true) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(
            "'" + text + "' is no path such as properties.logs[category='guard'].enabled");
      }
      parts.add(part(matcher));
      at = matcher.end();
      if (at == text.length()) {
        return new PathText(List.copyOf(parts));
      }
      // A second dot, or what is no dot, is no part either.
      at = text.charAt(at) == '.' ? at + 1 : text.length();
    }
  }

  private static Part part(Matcher matcher) {
    String named = matcher.group(4);
    if (named != null) {
      return new Part("", "", named);
    }
    String key = matcher.group(2);
    return new Part(matcher.group(1), key == null ? "" : key, key == null ? "" : matcher.group(3));
  }

  /** The expressions in it. */
  List<String> expressions() {
    return parts.stream().map(Part::value).filter(value -> !value.isEmpty()).toList();
  }
}
