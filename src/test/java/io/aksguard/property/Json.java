package io.aksguard.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plain JSON: maps, lists and scalars. */
final class Json {
  private Json() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
  }

  static Map<String, Object> copy(Map<String, Object> value) {
    return object(rebuild(value, Function.identity()));
  }

  /** Sets a member; one of the same name in another case would leave open which is meant. */
  static void put(Map<String, Object> object, String key, Object value) {
    object.keySet().removeIf(had -> had.equalsIgnoreCase(key));
    object.put(key, value);
  }

  /** A copy in which {@code change} has been put to every value, from the leaves up. */
  static @Nullable Object rebuild(
      @Nullable Object value, Function<Object, @Nullable Object> change) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, member) -> copy.put(String.valueOf(key), rebuild(member, change)));
      return change.apply(copy);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(rebuild(element, change)));
      return change.apply(copy);
    }
    return value == null ? null : change.apply(value);
  }
}
