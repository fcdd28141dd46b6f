package io.aksguard.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What is slow to make from a text, kept: a fleet shows the same few versions and patterns again
 * and again. Bounded, since texts come from outside too.
 */
final class Remembered<V> {
  private static final int MOST = 1_000;

  private final Map<String, V> known = new ConcurrentHashMap<>();
  private final Function<String, V> make;

  Remembered(Function<String, V> make) {
    this.make = make;
  }

  /** The value of the text; what {@code make} throws is thrown each time. */
  V of(String text) {
    V value = known.get(text);
    if (value == null) {
      value = make.apply(text);
      if (known.size() < MOST) {
        known.put(text, value);
      }
    }
    return value;
  }
}
