package io.aksguard.evidence.kubernetes;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operators of a label selector's requirements. */
enum Operator {
  IN("In"),
  NOT_IN("NotIn"),
  EXISTS("Exists"),
  DOES_NOT_EXIST("DoesNotExist");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /** The operator of this name, written exactly so. */
  static Optional<Operator> of(String text) {
    return Arrays.stream(values()).filter(operator -> operator.text.equals(text)).findAny();
  }

  /** Whether the requirement names values; the others must not. */
  boolean takesValues() {
    return this == IN || this == NOT_IN;
  }

  /** Whether labels meet it; NotIn is also met where the key is absent. */
  boolean holds(Map<String, String> labels, String key, Set<String> values) {
    String value = labels.get(key);
    return switch (this) {
      case IN -> value != null && values.contains(value);
      case NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
    };
  }
}
