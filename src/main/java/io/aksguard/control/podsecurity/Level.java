package io.aksguard.control.podsecurity;

import java.util.Locale;
import java.util.Optional;

/** A level of the standards; each includes the ones before it. */
public enum Level {
  PRIVILEGED,
  BASELINE,
  RESTRICTED;

  /** The level as the labels of a namespace name it, or empty where there is none of that name. */
  public static Optional<Level> of(String label) {
    for (Level level : values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(label)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  boolean includes(Level other) {
    return compareTo(other) >= 0;
  }
}
