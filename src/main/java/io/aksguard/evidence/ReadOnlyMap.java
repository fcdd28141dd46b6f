package io.aksguard.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The half of the interface that evidence does not have: nobody changes what was observed. */
interface ReadOnlyMap extends Map<String, Object> {
  @Override
  default @Nullable Object put(String key, Object value) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default @Nullable Object remove(Object key) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default void putAll(Map<? extends String, ?> members) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default void clear() {
    throw new UnsupportedOperationException("evidence is read-only");
  }
}
