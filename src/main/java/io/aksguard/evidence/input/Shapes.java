package io.aksguard.evidence.input;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of value that ARM has at the paths that controls read (shapes.txt). A number or flag
 * that is written as text is read as what it says; any other mismatch becomes a gap, so that a
 * wrong shape is never taken for absence.
 */
final class Shapes {
  private static final Map<String, Shape> BY_TYPE = load();

  /** The newest api-version of Microsoft.ContainerService in facts of 2026-11 (stable spec). */
  private static final String NEWEST_API = "2026-08-01";

  private Shapes() {}

  /**
   * The body with mismatches replaced.
   *
   * @param notes a sentence for each value that was read as something else
   * @param refused a sentence for each value that could not be read
   */
  record Checked(JsonObject body, List<String> notes, List<String> refused) {}

  private record Shape(String kind, Map<String, Shape> members) {
    Shape(String kind) {
      this(kind, new HashMap<>());
    }
  }

  static Checked check(JsonObject body, String type) {
    Checked result = new Checked(body, new ArrayList<>(), new ArrayList<>());
    checkApiVersion(body, type, result.notes());
    Shape shape = BY_TYPE.get(type);
    if (shape == null) {
      return result;
    }
    Object checked = check(body, shape, "", body.line(), result);
    return checked instanceof JsonObject object
        ? new Checked(object, result.notes(), result.refused())
        : result;
  }

  private static void checkApiVersion(JsonObject body, String type, List<String> notes) {
    String api = body.string("apiVersion").orElse("");
    if (api.isEmpty() || !type.startsWith("microsoft.containerservice/")) {
      return;
    }
    String at = "line " + body.line() + ": api-version " + api;
    if (!api.matches("20[0-9]{2}-[01][0-9]-[0-3][0-9](-preview)?")) {
      notes.add(at + " is none");
    } else if (api.substring(0, 10).compareTo(NEWEST_API) > 0) {
      notes.add(at + " is newer than " + NEWEST_API + ", the newest this version knows");
    }
  }

  private static Object check(Object value, Shape shape, String path, int line, Checked so) {
    if (value instanceof Gap) {
      return value;
    }
    Object fitting = fit(value, shape.kind());
    if (fitting == null) {
      String problem = path + ": expected " + named(shape.kind()) + ", found " + word(value);
      so.refused().add("line " + line + ": " + problem);
      return new Gap(problem);
    }
    if (fitting != value) {
      so.notes()
          .add(
              "line %d: %s: %s where %s belongs, read as %s"
                  .formatted(line, path, word(value), named(shape.kind()), fitting));
    }
    if (fitting instanceof JsonObject object) {
      return checkMembers(object, shape, path, so);
    }
    Shape element = shape.members().get("[]");
    if (fitting instanceof JsonArray array && element != null) {
      return checkElements(array, element, path, so);
    }
    return fitting;
  }

  private static Object checkMembers(JsonObject object, Shape shape, String path, Checked so) {
    JsonObject result = object;
    for (Map.Entry<String, Object> member : object.entries()) {
      Shape expected = shape.members().get(member.getKey().toLowerCase(Locale.ROOT));
      expected = expected == null ? shape.members().get("*") : expected;
      if (expected != null) {
        String at = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
        Object checked = check(member.getValue(), expected, at, object.line(), so);
        if (checked != member.getValue()) {
          result = result.with(member.getKey(), checked);
        }
      }
    }
    return result;
  }

  private static Object checkElements(JsonArray array, Shape element, String path, Checked so) {
    List<Object> checked = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < array.known().size(); i++) {
      Object before = array.known().get(i);
      Object after = check(before, element, path + "[" + i + "]", array.line(), so);
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
  private static @Nullable Object fit(Object value, String kind) {
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

  private static @Nullable Boolean flag(String text) {
    return text.equalsIgnoreCase("true")
        ? Boolean.TRUE
        : text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
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

  private static String word(Object value) {
    if (value instanceof String text) {
      return "the text \"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + '"';
    }
    return value instanceof JsonObject
        ? "an object"
        : value instanceof JsonArray ? "a list" : String.valueOf(value);
  }

  private static Map<String, Shape> load() {
    Map<String, Shape> shapes = new HashMap<>();
    try (InputStream in = Shapes.class.getResourceAsStream("shapes.txt")) {
      if (in == null) {
        throw new IllegalStateException("shapes.txt is not in the jar");
      }
      Shape type = new Shape("object");
      for (String line :
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList()) {
        if (line.startsWith("[")) {
          type = new Shape("object");
          shapes.put(line.substring(1, line.length() - 1), type);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.strip().split("\\s+");
          put(type, parts[0], parts[1]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return shapes;
  }

  private static void put(Shape root, String path, String kind) {
    Shape at = root;
    String[] steps = path.toLowerCase(Locale.ROOT).replace("[]", ".[]").split("\\.");
    for (int i = 0; i < steps.length; i++) {
      boolean last = i + 1 == steps.length;
      String given = last ? kind : steps[i + 1].equals("[]") ? "array" : "object";
      at = at.members().computeIfAbsent(steps[i], step -> new Shape(given));
    }
  }
}
