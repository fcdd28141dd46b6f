package io.aksguard.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** A pattern of ids, names or subjects: {@code *} stands for any text, case does not count. */
final class NamePattern {
  private NamePattern() {}

  static boolean matches(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    for (String literal : pattern.toLowerCase(Locale.ROOT).split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL)
        .matcher(text.toLowerCase(Locale.ROOT))
        .matches();
  }
}
