package io.aksguard.remediation.trial;

import static java.util.Objects.requireNonNull;

import io.aksguard.evidence.Plain;
import io.aksguard.remediation.Owned;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Bodies leaf by leaf, told by lower-case ways such as {@code properties.logs[category='guard']
 * .enabled}, so that they can be compared without the code that writes them.
 */
final class Leaves {
  /** What tells elements of ARM's lists apart. */
  private static final List<String> KEYS = List.of("name", "category", "ruleSetType");

  private Leaves() {}

  /** Those of a body: plain, or evidence. */
  static Map<String, Object> of(Object body) {
    Map<String, Object> leaves = new TreeMap<>();
    ((Map<?, ?>) requireNonNull(Plain.of(body)))
        .forEach((name, member) -> put(leaves, lower(name), member));
    return leaves;
  }

  /** Those of one member. */
  static Map<String, Object> of(String at, Object value) {
    Map<String, Object> leaves = new TreeMap<>();
    put(leaves, at, requireNonNull(Plain.of(value)));
    return leaves;
  }

  /** Ways at which two bodies do not have the same. */
  static Set<String> differing(Map<String, Object> one, Map<String, Object> other) {
    Set<String> differ = new TreeSet<>(one.keySet());
    differ.addAll(other.keySet());
    differ.removeIf(
        leaf -> Optional.ofNullable(one.get(leaf)).equals(Optional.ofNullable(other.get(leaf))));
    return differ;
  }

  /** The way to a member that a write owns. */
  static String way(Owned owned) {
    return lower(owned.path());
  }

  /** The leaves of one member. */
  static Map<String, Object> below(String way, Map<String, Object> leaves) {
    Map<String, Object> below = new TreeMap<>(leaves);
    below.keySet().removeIf(leaf -> !isBelow(way, leaf));
    return below;
  }

  /**
   * Whether what owns a member may change a leaf. An element that was made is its with its key; an
   * empty list gets its first element.
   */
  static boolean isOf(String way, String leaf) {
    String element = way.substring(0, way.lastIndexOf(']') + 1);
    return isBelow(way, leaf)
        || way.startsWith(leaf + "[")
        || KEYS.stream().anyMatch(key -> leaf.equals(element + "." + lower(key)));
  }

  private static boolean isBelow(String way, String leaf) {
    return leaf.equals(way) || leaf.startsWith(way + ".") || leaf.startsWith(way + "[");
  }

  /** An object without members, and null, are as good as nothing. */
  private static void put(Map<String, Object> leaves, String at, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> put(leaves, at + "." + lower(name), member));
    } else if (value instanceof List<?> list
        && list.stream().allMatch(e -> name(e) != null)
        && !list.isEmpty()) {
      list.forEach(element -> put(leaves, at + "[" + name(element) + "]", element));
    } else if (value != null) {
      leaves.put(at, value);
    }
  }

  private static @Nullable String name(@Nullable Object element) {
    for (String key : KEYS) {
      if (element instanceof Map<?, ?> map && map.get(key) != null) {
        return lower(key) + "='" + lower(requireNonNull(map.get(key))) + "'";
      }
    }
    return null;
  }

  private static String lower(Object text) {
    return String.valueOf(text).toLowerCase(Locale.ROOT);
  }
}
