package io.aksguard.evidence;

import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evidence as plain maps, lists and scalars that the caller may change. Members keep their order
 * and their writing.
 */
public final class Plain {
  private Plain() {}

  /**
   * A deep copy; {@link JsonValue#of} is the way back.
   *
   * @throws GapException where a part of it could not be read: what is incomplete is no body
   */
  public static @Nullable Object of(@Nullable Object value) {
    if (value == null || value instanceof NullValue) {
      return null;
    }
    if (value instanceof Gap gap) {
      throw new GapException(gap);
    }
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, member) -> copy.put(String.valueOf(key), of(member)));
      return copy;
    }
    if (value instanceof JsonArray array && array.rest().isPresent()) {
      throw new GapException(array.rest().get());
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(of(element)));
      return copy;
    }
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }
}
