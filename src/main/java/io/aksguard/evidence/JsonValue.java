package io.aksguard.evidence;

import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object or array as CEL reads it, without conversion (dev.cel's planner copies a plain
 * {@link java.util.Map} whole at every field step; src/docs/performance.md has the figures). It
 * knows its place in the document it was read from.
 */
@SuppressWarnings("Immutable") // frozen after reading; CelValue asks for the annotation
public abstract sealed class JsonValue extends CelValue permits JsonObject, JsonArray {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]*");

  private final int line;
  private @Nullable JsonValue parent;
  private Object step = "";

  JsonValue(int line) {
    this.line = line;
  }

  /**
   * The evidence value of plain maps, lists and scalars, as a YAML reader makes them; null stays
   * null in a list and is left out of a map.
   *
   * @throws IllegalArgumentException when there are too many values, as where aliases multiply, or
   *     they nest too deep, as where an alias leads back
   */
  public static Object of(@Nullable Object plain) {
    return of(plain, new int[] {JsonReader.MOST_VALUES}, JsonReader.DEEPEST);
  }

  private static Object of(@Nullable Object plain, int[] left, int depth) {
    if (depth < 0) {
      throw new IllegalArgumentException("an alias leads back to what it stands in");
    }
    if (--left[0] < 0) {
      throw new IllegalArgumentException("more than " + JsonReader.MOST_VALUES + " values");
    }
    if (plain instanceof Map<?, ?> map) {
      JsonObject.Builder builder = new JsonObject.Builder(0);
      map.forEach(
          (key, value) ->
              builder.put(String.valueOf(key), value == null ? null : of(value, left, depth - 1)));
      return builder.build();
    }
    if (plain instanceof List<?> list) {
      List<Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(of(element, left, depth - 1)));
      return JsonArray.of(elements);
    }
    if (plain instanceof Integer number) {
      return number.longValue();
    }
    return plain == null ? NullValue.NULL_VALUE : plain;
  }

  /** The line in its file, from 1; 0 where lines are not known. */
  public final int line() {
    return line;
  }

  /**
   * The JSON path from the document's root, {@code properties.agentPoolProfiles[1]}; empty for the
   * root.
   */
  public final String path() {
    if (parent == null) {
      return "";
    }
    return join(parent.path(), step);
  }

  /** The outermost object around this value: the resource it belongs to. */
  public final JsonValue root() {
    JsonValue at = this;
    while (at.parent != null) {
      at = at.parent;
    }
    return at;
  }

  /** The path of a member below {@code path}; {@code step} is a key or an index. */
  static String join(String path, Object step) {
    if (step instanceof Integer) {
      return path + "[" + step + "]";
    }
    String key = (String) step;
    if (!PLAIN_KEY.matcher(key).matches()) {
      return path + "['" + key.replace("'", "\\'") + "']";
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  /**
   * Remembers the first place: a value that is shown in two places keeps the one it was read at.
   */
  final void adopt(Object child, Object at) {
    if (child instanceof JsonValue value && value.parent == null && value != this) {
      value.parent = this;
      value.step = at;
    }
  }

  /** Takes the place of another value, of which it is a changed copy. */
  final void replace(JsonValue original) {
    parent = original.parent;
    step = original.step;
  }

  /** Makes this value a root of its own again, as a resource nested in another document is. */
  final void detach() {
    parent = null;
    step = "";
  }
}
