package io.aksguard.remediation.trial;

import static java.util.Objects.requireNonNull;

import io.aksguard.control.CaseFile.Given;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Plain;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Bodies with members that nobody knows: in each, in its properties, in each of their profiles and
 * in each element of their lists, pools among them.
 */
final class Planted {
  private static final String UNKNOWN = "zzUnknown";

  private Planted() {}

  static Given in(Given given) {
    return new Given(
        in(given.cluster()),
        given.resources().stream().map(Planted::in).toList(),
        given.kubernetes());
  }

  /** Whether a leaf is such a member's. */
  static boolean isIn(String leaf) {
    return leaf.contains(UNKNOWN.toLowerCase(Locale.ROOT));
  }

  @SuppressWarnings("unchecked")
  private static JsonObject in(JsonObject body) {
    Map<String, Object> plain = (Map<String, Object>) requireNonNull(Plain.of(body));
    if (plain.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, member) -> {
            if (member instanceof Map<?, ?> map && String.valueOf(name).endsWith("Profile")) {
              ((Map<String, Object>) map).put(UNKNOWN, "profile");
            } else if (member instanceof List<?> list) {
              list.stream()
                  .filter(Map.class::isInstance)
                  .forEach(each -> ((Map<String, Object>) each).put(UNKNOWN, Map.of("of", 1L)));
            }
          });
      ((Map<String, Object>) properties)
          .put(UNKNOWN, Map.of("deep", List.of(1L, Map.of("x", "y"))));
      plain.put(UNKNOWN, "top");
    }
    return (JsonObject) JsonValue.of(plain);
  }
}
