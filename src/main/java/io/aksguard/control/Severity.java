package io.aksguard.control;

import java.util.Locale;
import java.util.Optional;

/** How much a failure matters; the order is from least to most. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH;

  /** The word used in files and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> of(String word) {
    for (Severity severity : values()) {
      if (severity.word().equals(word)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
