package io.aksguard.storage;

import java.util.Map;
import java.util.Optional;

/**
 * A row as it was read.
 *
 * @param properties each a String, a Long or a Boolean, under a name of letters and digits; what
 *     would be null is left out
 * @param etag changes with every write of the row
 */
public record Row(String partition, String key, Map<String, Object> properties, String etag) {
  public Row {
    properties = Map.copyOf(properties);
  }

  public Optional<String> text(String name) {
    return properties.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  public Optional<Long> number(String name) {
    return properties.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(properties.get(name));
  }

  /**
   * The property that such a row must have.
   *
   * @throws IllegalStateException where it is missing: somebody else has written the row
   */
  public String needText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  /**
   * The property that such a row must have.
   *
   * @throws IllegalStateException where it is missing: somebody else has written the row
   */
  public long needNumber(String name) {
    return number(name).orElseThrow(() -> missing(name));
  }

  private IllegalStateException missing(String name) {
    return new IllegalStateException("row " + partition + ", " + key + " has no '" + name + "'");
  }

  /** The first key behind this one in ranges: no key of ours ends in a blank. */
  public static String after(String key) {
    return key + ' ';
  }

  /** The first key behind all that begin with this text: no key has a tilde. */
  public static String behind(String prefix) {
    return prefix + '~';
  }
}
