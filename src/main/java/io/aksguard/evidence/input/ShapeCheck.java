package io.aksguard.evidence.input;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a document with its {@link Shape}. A number or flag that is written as text is read as
 * what it says; any other mismatch becomes a gap, so that a wrong shape is never taken for absence.
 */
final class ShapeCheck {
  /** Kubernetes reads YAML 1.1, where all these are flags. */
  private static final Set<String> TRUE = Set.of("true", "yes", "on");

  private static final Set<String> FALSE = Set.of("false", "no", "off");

  private final String document;
  private final boolean quoting;
  private final List<String> notes = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  /**
   * @param document what sentences call it, instead of a line; they show no values of it then,
   *     which may be secrets. Empty for the line
   */
  ShapeCheck(String document) {
    this.document = document;
    this.quoting = document.isEmpty();
  }

  /** A sentence for each value that was read as something else. */
  List<String> notes() {
    return notes;
  }

  /** A sentence for each value that could not be read. */
  List<String> refused() {
    return refused;
  }

  /** The body with mismatches replaced. */
  JsonObject check(JsonObject body, Shape shape) {
    return check(body, shape, "", body.line()) instanceof JsonObject checked ? checked : body;
  }

  private Object check(Object value, Shape shape, String path, int line) {
    if (value instanceof Gap) {
      return value;
    }
    Object fitting = fit(value, shape.kind());
    if (fitting == null) {
      String problem = path + ": expected " + named(shape.kind()) + ", found " + word(value);
      refused.add(place(line) + ": " + problem);
      return new Gap(problem);
    }
    if (fitting != value) {
      notes.add(
          "%s: %s: %s where %s belongs, read as %s"
              .formatted(
                  place(line), path, word(value), named(shape.kind()), quoting ? fitting : "such"));
    }
    if (fitting instanceof JsonObject object) {
      return checkMembers(object, shape, path);
    }
    Shape element = shape.members().get("[]");
    if (fitting instanceof JsonArray array && element != null) {
      return checkElements(array, element, path);
    }
    return fitting;
  }

  private Object checkMembers(JsonObject object, Shape shape, String path) {
    JsonObject result = object;
    for (Map.Entry<String, Object> member : object.entries()) {
      Shape expected = shape.members().get(member.getKey().toLowerCase(Locale.ROOT));
      expected = expected == null ? shape.members().get("*") : expected;
      if (expected != null) {
        String at = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
        Object checked = check(member.getValue(), expected, at, object.line());
        if (checked != member.getValue()) {
          result = result.with(member.getKey(), checked);
        }
      }
    }
    return result;
  }

  private Object checkElements(JsonArray array, Shape element, String path) {
    List<Object> checked = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < array.known().size(); i++) {
      Object before = array.known().get(i);
      Object after = check(before, element, path + "[" + i + "]", array.line());
      changed |= after != before;
      checked.add(after);
    }
    if (!changed) {
      return array;
    }
    array.rest().ifPresent(checked::add);
    return JsonArray.of(array.line(), checked);
  }

  /** The value as the kind wants it, or null where it is of another kind. */
  private @Nullable Object fit(Object value, String kind) {
    return switch (kind) {
      case "object" -> value instanceof JsonObject ? value : null;
      case "array" -> value instanceof JsonArray ? value : null;
      case "string" ->
          value instanceof Long number ? number.toString() : value instanceof String ? value : null;
      case "boolean" ->
          value instanceof String text ? flag(text) : value instanceof Boolean ? value : null;
      case "integer" ->
          value instanceof String text ? number(text) : value instanceof Long ? value : null;
      default -> value;
    };
  }

  private @Nullable Boolean flag(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return TRUE.contains(lower) && (!quoting || lower.equals("true"))
        ? Boolean.TRUE
        : FALSE.contains(lower) && (!quoting || lower.equals("false")) ? Boolean.FALSE : null;
  }

  private static @Nullable Long number(String text) {
    return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
  }

  private static String named(String kind) {
    return switch (kind) {
      case "object" -> "an object";
      case "array" -> "a list";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> "a text";
    };
  }

  private String word(Object value) {
    if (value instanceof String text) {
      return quoting ? "the text \"" + cut(text) + '"' : "a text";
    }
    return value instanceof JsonObject
        ? "an object"
        : value instanceof JsonArray ? "a list" : quoting ? String.valueOf(value) : scalar(value);
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static String scalar(Object value) {
    return value instanceof Number
        ? "a number"
        : value instanceof Boolean ? "true or false" : "nothing";
  }

  private String place(int line) {
    return quoting ? "line " + line : document;
  }
}
