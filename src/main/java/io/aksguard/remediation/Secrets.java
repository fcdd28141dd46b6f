package io.aksguard.remediation;

import io.aksguard.control.MemberPath;
import io.aksguard.evidence.Plain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members that ARM takes and never answers; a template may have them in clear. Nothing keeps them.
 */
final class Secrets {
  private static final Set<String> NAMES = Set.of("adminpassword", "secret", "serverappsecret");
  private static final String NOT_KEPT = "(not kept)";

  private Secrets() {}

  /** A copy of a member's value that may be kept and shown. */
  static @Nullable Object shown(String name, @Nullable Object value) {
    if (value != null && NAMES.contains(name.toLowerCase(Locale.ROOT))) {
      return NOT_KEPT;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach(
          (key, member) -> copy.put(String.valueOf(key), shown(String.valueOf(key), member)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(shown("", element)));
      return copy;
    }
    return Plain.of(value);
  }

  static @Nullable Object shown(MemberPath path, @Nullable Object value) {
    return shown(path.parts().get(path.parts().size() - 1).name(), value);
  }

  /** Whether a part of the value may not be kept. */
  static boolean isIn(MemberPath path, @Nullable Object value) {
    return !Objects.equals(shown(path, value), Plain.of(value));
  }
}
