package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a LabelSelector asks for. Keys and values are compared with regard to case, and an empty
 * selector selects everything.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/">labels
 *     and selectors</a>
 */
record LabelSelector(Map<String, String> labels, List<Expression> expressions) {
  /** One of {@code matchExpressions}; operator is In, NotIn, Exists or DoesNotExist. */
  record Expression(String key, String operator, Set<Object> values) {
    /** An operator that is none selects nothing: the API server refuses it. */
    boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case "In" -> value != null && values.contains(value);
        case "NotIn" -> value == null || !values.contains(value);
        case "Exists" -> value != null;
        case "DoesNotExist" -> value == null;
        default -> false;
      };
    }
  }

  static LabelSelector of(JsonObject selector) {
    Map<String, String> labels = new LinkedHashMap<>();
    selector
        .object("matchLabels")
        .ifPresent(
            wanted ->
                wanted
                    .entries()
                    .forEach(
                        entry -> labels.put(entry.getKey(), String.valueOf(entry.getValue()))));
    List<Expression> expressions = new ArrayList<>();
    for (JsonObject each :
        selector.array("matchExpressions").map(JsonArray::objects).orElse(List.of())) {
      expressions.add(
          new Expression(
              each.string("key").orElse(""),
              each.string("operator").orElse(""),
              Set.copyOf(each.array("values").map(JsonArray::known).orElse(List.of()))));
    }
    return new LabelSelector(labels, expressions);
  }

  boolean matches(Map<String, String> candidate) {
    return candidate.entrySet().containsAll(labels.entrySet())
        && expressions.stream().allMatch(each -> each.matches(candidate));
  }

  /** A label that each match has, where the selector names one: what an index is asked for. */
  Optional<Map.Entry<String, String>> indexed() {
    return labels.entrySet().stream().findFirst();
  }
}
