package io.aksguard.evidence.template;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values given to a template's parameters, by name in lower case. */
final class Parameters {
  private Parameters() {}

  /** The values of a parameter file; one for a parameter that the template lacks is noted. */
  static Map<String, Object> fromFile(JsonObject parameters, JsonObject template, Notes notes) {
    JsonObject declared = declared(template);
    Map<String, Object> given = new HashMap<>();
    for (Map.Entry<String, Object> entry : parameters.entries()) {
      if (declared.raw(entry.getKey()) == null) {
        notes.add(
            Place.of(template),
            "the parameter file sets '"
                + entry.getKey()
                + "', which the template does not declare");
      }
      value(entry.getKey(), entry.getValue())
          .ifPresent(value -> given.put(lower(entry.getKey()), withoutLines(value)));
    }
    return given;
  }

  /** The values that a deployment passes to its nested template, resolved where it stands. */
  static Map<String, Object> passed(
      @Nullable Object parameters, JsonObject nested, Frame frame, Tree tree) {
    Map<String, Object> given = new HashMap<>();
    if (parameters == null) {
      return given;
    }
    Object resolved = tree.resolve(parameters, frame, Place.NOWHERE);
    if (resolved instanceof JsonObject object) {
      for (Map.Entry<String, Object> entry : object.entries()) {
        value(entry.getKey(), entry.getValue())
            .ifPresent(value -> given.put(lower(entry.getKey()), value));
      }
    } else {
      Gap gap = resolved instanceof Gap why ? why : new Gap("the parameters are not an object");
      declared(nested).entries().forEach(entry -> given.put(lower(entry.getKey()), gap));
    }
    return given;
  }

  /** Empty where null is given: then the default holds. */
  private static Optional<Object> value(String name, Object entry) {
    if (!(entry instanceof JsonObject given)) {
      return Optional.of(
          entry instanceof Gap
              ? entry
              : new Gap("parameter '" + name + "' is not {\"value\": ...}"));
    }
    if (given.raw("reference") != null) {
      return Optional.of(new Gap("parameter '" + name + "' is read from a key vault"));
    }
    return Optional.ofNullable(given.raw("value"));
  }

  private static JsonObject declared(JsonObject template) {
    return template.object("parameters").orElseGet(() -> JsonObject.of(Map.of()));
  }

  /** Lines of the parameter file would be read as lines of the template. */
  private static Object withoutLines(Object value) {
    if (value instanceof JsonObject object) {
      JsonObject.Builder copy = new JsonObject.Builder(0);
      object.entries().forEach(each -> copy.put(each.getKey(), withoutLines(each.getValue())));
      return copy.build();
    }
    return value instanceof JsonArray array
        ? JsonArray.of(
            CollectionFunctions.elements(array).stream().map(Parameters::withoutLines).toList())
        : value;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
