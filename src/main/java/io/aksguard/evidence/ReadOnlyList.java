package io.aksguard.evidence;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The half of the interface that evidence does not have: nobody changes what was observed. */
interface ReadOnlyList extends List<Object> {
  @Override
  default boolean add(Object element) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default void add(int index, Object element) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default boolean addAll(Collection<?> elements) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default boolean addAll(int index, Collection<?> elements) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default Object set(int index, Object element) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default Object remove(int index) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default boolean remove(@Nullable Object element) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default boolean removeAll(Collection<?> elements) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default boolean retainAll(Collection<?> elements) {
    throw new UnsupportedOperationException("evidence is read-only");
  }

  @Override
  default void clear() {
    throw new UnsupportedOperationException("evidence is read-only");
  }
}
