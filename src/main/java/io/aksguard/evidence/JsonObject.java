package io.aksguard.evidence;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.SelectableValue;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members are found without regard to case where no key matches exactly: ARM
 * itself ignores case, add-on keys come in several, and {@code az} and Resource Graph write {@code
 * enableRbac} for {@code enableRBAC}. A member that holds a {@link Gap} throws {@link GapException}
 * when an expression touches it. Null members are left out when reading: AKS means the same by null
 * and by absence.
 */
@SuppressWarnings("Immutable")
public final class JsonObject extends JsonValue implements ReadOnlyMap, SelectableValue<String> {
  private final String[] keys;
  private final int[] hashes;
  private final Object[] values;
  private Origin origin = Origin.NONE;

  private JsonObject(int line, String[] keys, Object[] values) {
    super(line);
    this.keys = keys;
    this.values = values;
    this.hashes = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      hashes[i] = foldedHash(keys[i]);
      adopt(values[i], keys[i]);
    }
  }

  /** An object of these members, in their order. */
  public static JsonObject of(Map<String, ?> members) {
    Builder builder = new Builder(0);
    members.forEach(builder::put);
    return builder.build();
  }

  /**
   * The value as it was read (JsonObject, JsonArray, String, Long, Double, Boolean, Gap), or null.
   */
  public @Nullable Object raw(String key) {
    int at = indexOf(key);
    return at < 0 ? null : values[at];
  }

  /** The member where it is an object. */
  public Optional<JsonObject> object(String key) {
    return raw(key) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /** The member where it is an array. */
  public Optional<JsonArray> array(String key) {
    return raw(key) instanceof JsonArray array ? Optional.of(array) : Optional.empty();
  }

  /** The member where it is a string. */
  public Optional<String> string(String key) {
    return raw(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Where this document was read; {@link Origin#NONE} for a part of another document. */
  public Origin origin() {
    return origin;
  }

  /** This object as a document of its own, read at {@code where}. */
  public JsonObject rootedAt(Origin where) {
    detach();
    this.origin = where;
    return this;
  }

  /** A copy with one member set; the copy keeps line, place and origin. */
  public JsonObject with(String key, Object value) {
    return with(Map.of(key, value));
  }

  /** A copy with these members set; the copy keeps line, place and origin. */
  public JsonObject with(Map<String, ?> members) {
    Builder builder = new Builder(line());
    for (int i = 0; i < keys.length; i++) {
      builder.put(keys[i], values[i]);
    }
    members.forEach(builder::put);
    JsonObject copy = builder.build();
    copy.origin = origin;
    copy.replace(this);
    return copy;
  }

  /** The exact key first: its hash is known to the string, the folded one must be computed. */
  private int indexOf(String key) {
    int exact = key.hashCode();
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].hashCode() == exact && keys[i].equals(key)) {
        return i;
      }
    }
    int folded = foldedHash(key);
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] == folded && keys[i].equalsIgnoreCase(key)) {
        return i;
      }
    }
    return -1;
  }

  private static int foldedHash(String key) {
    int hash = 0;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      hash = 31 * hash + (c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return hash;
  }

  private static Object touch(Object value) {
    if (value instanceof Gap gap) {
      throw new GapException(gap);
    }
    return value;
  }

  @Override
  public Object select(String field) {
    int at = indexOf(field);
    if (at < 0) {
      throw new GapException(new Gap("'" + JsonValue.join(path(), field) + "' is absent"));
    }
    return touch(values[at]);
  }

  @Override
  public Optional<Object> find(String field) {
    int at = indexOf(field);
    return at < 0 ? Optional.empty() : Optional.of(touch(values[at]));
  }

  @Override
  public @Nullable Object get(Object key) {
    return key instanceof String text ? find(text).orElse(null) : null;
  }

  @Override
  public boolean containsKey(Object key) {
    return key instanceof String text && find(text).isPresent();
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public boolean isEmpty() {
    return keys.length == 0;
  }

  @Override
  public Set<String> keySet() {
    return new AbstractMap<String, Object>() {
      @Override
      public Set<Entry<String, Object>> entrySet() {
        return JsonObject.this.entrySet();
      }
    }.keySet();
  }

  @Override
  public Collection<Object> values() {
    List<Object> all = new ArrayList<>(values.length);
    for (Object value : values) {
      all.add(touch(value));
    }
    return all;
  }

  /** The members with gaps as they are, for readers that pass them on. */
  public Set<Entry<String, Object>> entries() {
    return new Entries(false);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new Entries(true);
  }

  @Override
  public boolean containsValue(Object value) {
    return values().contains(value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this || (other instanceof Map<?, ?> map && entrySet().equals(map.entrySet()));
  }

  @Override
  public int hashCode() {
    return entrySet().hashCode();
  }

  /** Short on purpose: error messages of the expression engine print their arguments. */
  @Override
  public String toString() {
    return "{" + keys.length + " members}";
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return keys.length == 0;
  }

  @Override
  public CelType celType() {
    return MapType.create(SimpleType.STRING, SimpleType.DYN);
  }

  private final class Entries extends AbstractSet<Entry<String, Object>> {
    private final boolean touching;

    private Entries(boolean touching) {
      this.touching = touching;
    }

    @Override
    public Iterator<Entry<String, Object>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < keys.length;
        }

        @Override
        public Entry<String, Object> next() {
          if (next >= keys.length) {
            throw new NoSuchElementException();
          }
          Object value = touching ? touch(values[next]) : values[next];
          return Map.entry(keys[next++], value);
        }
      };
    }

    @Override
    public int size() {
      return keys.length;
    }
  }

  /** Collects members; the last of two equal keys wins, null values are left out. */
  public static final class Builder {
    private final int line;
    private final Map<String, Object> members = new LinkedHashMap<>();

    public Builder(int line) {
      this.line = line;
    }

    public Builder put(String key, @Nullable Object value) {
      if (value != null) {
        members.put(key, value);
      }
      return this;
    }

    public JsonObject build() {
      return new JsonObject(
          line, members.keySet().toArray(String[]::new), members.values().toArray());
    }
  }
}
