package io.aksguard.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be done about a failure. */
public enum Mode {
  /** Nothing: it is not even planned. */
  OFF,
  /** It is planned and shown. */
  REPORT,
  /** It is carried out once a person has approved it. */
  APPROVE,
  /** It is carried out. */
  AUTO;

  /** Whether anything is carried out. */
  boolean mends() {
    return this == APPROVE || this == AUTO;
  }

  /** As guard.yaml writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Mode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }
}
