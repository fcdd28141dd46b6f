package io.aksguard.control.podsecurity;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A place in a pod and what is there. Absence (or null) reads as Kubernetes reads it: an absent
 * object has absent members, an absent list no elements, an absent text is empty. A value of the
 * wrong type throws {@link GapException} when it is read.
 */
final class Field {
  private final @Nullable Object value;
  private final @Nullable Field parent;
  private final Object step;

  /** The pod itself. */
  Field(Object pod) {
    this(pod, null, "");
  }

  private Field(@Nullable Object value, @Nullable Field parent, Object step) {
    if (value instanceof Gap gap) {
      throw new GapException(gap);
    }
    this.value = value instanceof NullValue ? null : value;
    this.parent = parent;
    this.step = step;
  }

  /** The path from the pod, made where it is asked for: most fields are in order. */
  String path() {
    if (parent == null) {
      return "";
    }
    String before = parent.path();
    String name = step.toString();
    if (step instanceof Integer || !name.matches("\\w+")) {
      return before + "[" + (step instanceof Integer ? name : "'" + name + "'") + "]";
    }
    return before.isEmpty() ? name : before + "." + name;
  }

  /** The name of the container that it belongs to, or "" for a field of the pod. */
  String container() {
    if (parent == null) {
      return "";
    }
    return step instanceof Integer && Pod.CONTAINERS.contains(parent.step)
        ? at("name").text()
        : parent.container();
  }

  boolean present() {
    return value != null;
  }

  /** Whether there is an object, be it empty. */
  boolean isObject() {
    return members() != null;
  }

  boolean isTrue() {
    return Boolean.TRUE.equals(flag());
  }

  boolean isFalse() {
    return Boolean.FALSE.equals(flag());
  }

  String text() {
    if (value == null || value instanceof String) {
      return value == null ? "" : (String) value;
    }
    throw not("a text");
  }

  OptionalLong number() {
    if (value == null || value instanceof Long) {
      return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
    }
    throw not("a whole number");
  }

  Field at(String name) {
    Map<?, ?> members = members();
    return new Field(members == null ? null : members.get(name), this, name);
  }

  void members(BiConsumer<String, Field> action) {
    Map<?, ?> members = members();
    if (members != null) {
      members.forEach(
          (key, member) -> {
            String name = String.valueOf(key);
            action.accept(name, new Field(member, this, name));
          });
    }
  }

  /** The elements in order; of a list known in part, the known ones before its gap is thrown. */
  Iterable<Field> elements() {
    if (value != null && !(value instanceof List)) {
      throw not("a list");
    }
    List<?> list = value == null ? List.of() : (List<?>) value;
    return () ->
        new Iterator<>() {
          private final Iterator<?> each = list.iterator();
          private int index;

          @Override
          public boolean hasNext() {
            return each.hasNext();
          }

          @Override
          public Field next() {
            Field element = new Field(each.next(), Field.this, index++);
            if (!element.present()) {
              throw element.not("an element");
            }
            return element;
          }
        };
  }

  /** The value for a message. */
  String shown() {
    if (value instanceof String text) {
      return '"' + text + '"';
    }
    if (value instanceof Map || value instanceof List) {
      return "set";
    }
    return value == null ? "absent" : String.valueOf(value);
  }

  GapException not(String what) {
    String reason =
        parent == null ? "expected a pod" : "expected " + what + " at " + path() + " of the pod";
    return new GapException(new Gap(reason));
  }

  private @Nullable Boolean flag() {
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    throw not("true or false");
  }

  private @Nullable Map<?, ?> members() {
    if (value == null || value instanceof Map) {
      return (Map<?, ?>) value;
    }
    throw not("an object");
  }
}
