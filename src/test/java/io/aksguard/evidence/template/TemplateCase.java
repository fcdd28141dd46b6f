package io.aksguard.evidence.template;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shorthand for tests: texts in, a text that shows the result out. */
final class TemplateCase {
  private TemplateCase() {}

  static Resolved resolve(String template) {
    return resolve(template, "{}");
  }

  static Resolved resolve(String template, String parameters) {
    JsonObject root = JsonReader.object(template).rootedAt(new Origin("main.json", 1));
    return TemplateResolver.resolve(root, JsonReader.object(parameters));
  }

  /** One value as text: JSON with single quotes, a gap as {@code <reason>}. */
  static String shown(@Nullable Object value) {
    if (value instanceof Gap gap) {
      return "<" + gap.reason() + ">";
    }
    if (value instanceof JsonObject object) {
      return object.entries().stream()
          .map(each -> each.getKey() + ": " + shown(each.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof JsonArray array) {
      String known =
          array.known().stream().map(TemplateCase::shown).collect(Collectors.joining(", "));
      String rest = array.rest().map(gap -> " + " + shown(gap)).orElse("");
      return "[" + known + rest + "]";
    }
    return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
  }

  static String shown(Resolved resolved, int resource, String member) {
    return shown(resolved.resources().get(resource).raw(member));
  }
}
