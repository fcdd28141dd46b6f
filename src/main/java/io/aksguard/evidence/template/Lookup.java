package io.aksguard.evidence.template;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import org.jspecify.annotations.Nullable;

/** Members of objects and elements of arrays. */
final class Lookup {
  private Lookup() {}

  /** The member (a gap where it is one), or null where there is none. */
  static @Nullable Object find(Object target, Object key) {
    if (target instanceof JsonObject object && key instanceof String name) {
      return object.raw(name);
    }
    if (target instanceof JsonArray array && key instanceof Long index) {
      return element(array, index);
    }
    return null;
  }

  /** In a list with a gap no position is sure: the unknown element may stand before it. */
  private static @Nullable Object element(JsonArray array, long index) {
    if (array.rest().isPresent()) {
      return array.rest().get();
    }
    return index >= 0 && index < array.size() ? array.get((int) index) : null;
  }

  static String shown(Object key) {
    return key instanceof String ? "'" + key + "'" : String.valueOf(key);
  }
}
