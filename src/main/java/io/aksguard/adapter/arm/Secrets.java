package io.aksguard.adapter.arm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of a body that may not be told again, by the names of their members. */
final class Secrets {
  private static final Pattern NAME =
      Pattern.compile(
          "password|secret|token|connectionString|(account|shared|primary|secondary|private)Key",
          Pattern.CASE_INSENSITIVE);

  /** Shorter ones are no secrets but words of any message: {@code enableSecretRotation: true}. */
  private static final int SHORTEST = 8;

  private Secrets() {}

  /**
   * @param body plain maps, lists and scalars
   */
  static Set<String> in(Map<String, ?> body) {
    Set<String> found = new LinkedHashSet<>();
    look(body, false, found);
    return found;
  }

  private static void look(@Nullable Object value, boolean isSecret, Set<String> found) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> look(member, NAME.matcher(String.valueOf(name)).find(), found));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> look(element, isSecret, found));
    } else if (isSecret && value instanceof String text && text.length() >= SHORTEST) {
      found.add(text);
    }
  }
}
