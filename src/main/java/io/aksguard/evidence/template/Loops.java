package io.aksguard.evidence.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The copy loops around an expression.
 *
 * @param byName the current index of each loop, by its name in lower case
 * @param resource the index of the resource's own loop, which {@code copyIndex()} means
 */
record Loops(Map<String, Long> byName, Optional<Long> resource) {
  static final Loops NONE = new Loops(Map.of(), Optional.empty());

  Loops {
    byName = Map.copyOf(byName);
  }

  Loops inResource(String name, long index) {
    return new Loops(with(name, index), Optional.of(index));
  }

  Loops inProperty(String name, long index) {
    return new Loops(with(name, index), resource);
  }

  Optional<Long> index(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  private Map<String, Long> with(String name, long index) {
    Map<String, Long> copy = new HashMap<>(byName);
    copy.put(name.toLowerCase(Locale.ROOT), index);
    return copy;
  }
}
