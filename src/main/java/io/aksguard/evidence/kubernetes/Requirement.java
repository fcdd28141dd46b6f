package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One requirement of a label selector.
 *
 * @param values what In and NotIn compare with; empty for the others
 */
record Requirement(String key, Operator operator, Set<String> values) {
  /** One of {@code matchLabels}. */
  static Requirement equal(String key, String value) {
    return new Requirement(key, Operator.IN, Set.of(value));
  }

  /**
   * One of {@code matchExpressions}.
   *
   * @throws io.aksguard.evidence.GapException where the API server would refuse it
   */
  static Requirement of(Object value) {
    JsonObject expression = Field.object(value, "a requirement of a selector");
    String key = Field.text(expression.raw("key"), "the key of a selector's requirement");
    String name = Field.text(expression.raw("operator"), "the operator for " + key);
    Operator operator =
        Operator.of(name).orElseThrow(() -> Field.unclear("there is no operator " + name));
    Set<String> values = new LinkedHashSet<>();
    for (Object each : Field.list(expression, "values")) {
      values.add(Field.text(each, "a value for " + key));
    }
    if (values.isEmpty() == operator.takesValues()) {
      throw Field.unclear(
          operator.takesValues() ? name + " has no values" : name + " has values but takes none");
    }
    return new Requirement(key, operator, values);
  }

  boolean holds(Map<String, String> labels) {
    return operator.holds(labels, key, values);
  }

  /** The same of another key. */
  Requirement about(String other) {
    return new Requirement(other, operator, values);
  }

  /** Whether it names one value that the label must have. */
  boolean isPair() {
    return operator == Operator.IN && values.size() == 1;
  }
}
