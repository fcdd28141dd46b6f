package io.aksguard.evidence;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array. Where a part of it could not be read it carries a {@link Gap} for the rest: its
 * known elements are judged first (one that decides the result does decide it), and whoever needs
 * the whole list meets the gap.
 */
@SuppressWarnings("Immutable")
public final class JsonArray extends JsonValue implements ReadOnlyList, RandomAccess {
  private static final JsonArray EMPTY = new JsonArray(0, List.of(), null);

  private final List<Object> known;
  private final @Nullable Gap rest;

  private JsonArray(int line, List<?> known, @Nullable Gap rest) {
    super(line);
    this.known = List.copyOf(known);
    this.rest = rest;
    for (int i = 0; i < this.known.size(); i++) {
      adopt(this.known.get(i), i);
    }
  }

  /** The complete list without elements. */
  public static JsonArray empty() {
    return EMPTY;
  }

  /** A list as read: an element that is a {@link Gap} moves to the rest. */
  public static JsonArray of(int line, Collection<?> elements) {
    List<Object> known = new ArrayList<>(elements.size());
    Gap rest = null;
    for (Object element : elements) {
      if (element instanceof Gap gap) {
        rest = rest == null ? gap : rest;
      } else {
        known.add(element);
      }
    }
    return new JsonArray(line, known, rest);
  }

  /** A complete list of these elements. */
  public static JsonArray of(Collection<?> elements) {
    return of(0, elements);
  }

  /** These elements, and perhaps others that were not read. */
  public static JsonArray partly(Collection<?> elements, Gap rest) {
    return new JsonArray(0, List.copyOf(elements), rest);
  }

  /** The elements that were read. */
  public List<Object> known() {
    return known;
  }

  /** The elements that were read and are objects. */
  public List<JsonObject> objects() {
    return known.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
  }

  /** Why the list may have more elements than are known, or empty for a complete list. */
  public Optional<Gap> rest() {
    return Optional.ofNullable(rest);
  }

  private List<Object> whole() {
    if (rest != null) {
      throw new GapException(rest);
    }
    return known;
  }

  /**
   * The known elements; before the gap comes one element more, so that CEL's loop looks at its
   * result once again and stops there when the known elements have decided it.
   */
  @Override
  public Iterator<Object> iterator() {
    Gap gap = rest;
    if (gap == null) {
      return known.iterator();
    }
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        if (next > known.size()) {
          throw new GapException(gap);
        }
        return true;
      }

      @Override
      public Object next() {
        if (next > known.size()) {
          throw new NoSuchElementException();
        }
        int at = next++;
        return at < known.size() ? known.get(at) : gap;
      }
    };
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return known.contains(element) || whole().contains(element);
  }

  @Override
  public Object get(int index) {
    return whole().get(index);
  }

  @Override
  public int size() {
    return whole().size();
  }

  @Override
  public boolean isEmpty() {
    return known.isEmpty() && whole().isEmpty();
  }

  @Override
  public int indexOf(@Nullable Object element) {
    return whole().indexOf(element);
  }

  @Override
  public int lastIndexOf(@Nullable Object element) {
    return whole().lastIndexOf(element);
  }

  @Override
  public boolean containsAll(Collection<?> elements) {
    return whole().containsAll(elements);
  }

  @Override
  public Object[] toArray() {
    return whole().toArray();
  }

  @Override
  public <T> T[] toArray(T[] target) {
    return whole().toArray(target);
  }

  @Override
  public ListIterator<Object> listIterator() {
    return whole().listIterator();
  }

  @Override
  public ListIterator<Object> listIterator(int index) {
    return whole().listIterator(index);
  }

  @Override
  public List<Object> subList(int from, int to) {
    return whole().subList(from, to);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this || (other instanceof List<?> list && whole().equals(list));
  }

  @Override
  public int hashCode() {
    return whole().hashCode();
  }

  /** Short on purpose: error messages of the expression engine print their arguments. */
  @Override
  public String toString() {
    return "[" + known.size() + (rest == null ? " elements]" : " elements known]");
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return isEmpty();
  }

  @Override
  public CelType celType() {
    return ListType.create(SimpleType.DYN);
  }
}
