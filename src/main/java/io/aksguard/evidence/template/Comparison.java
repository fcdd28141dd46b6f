package io.aksguard.evidence.template;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.List;
import java.util.Map;

/** Equality as ARM has it: strings with regard to case, names of members without. */
final class Comparison {
  private final Budget budget;

  Comparison(Budget budget) {
    this.budget = budget;
  }

  /**
   * Whether both are equal.
   *
   * @throws GapException where that hangs on a gap
   */
  boolean equal(Object a, Object b) {
    budget.spend(1);
    if (a instanceof Gap gap) {
      throw new GapException(gap);
    }
    if (b instanceof Gap gap) {
      throw new GapException(gap);
    }
    if (a instanceof Number x && b instanceof Number y) {
      boolean whole = a instanceof Long && b instanceof Long;
      return whole
          ? x.longValue() == y.longValue()
          : Double.compare(x.doubleValue(), y.doubleValue()) == 0;
    }
    if (a instanceof JsonObject x && b instanceof JsonObject y) {
      return objects(x, y);
    }
    if (a instanceof JsonArray x && b instanceof JsonArray y) {
      return arrays(x, y);
    }
    if (a instanceof String text) {
      budget.spend(text.length() / 64);
    }
    return a.equals(b);
  }

  private boolean objects(JsonObject a, JsonObject b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Map.Entry<String, Object> member : a.entries()) {
      budget.spend(b.size() / 16);
      Object other = b.raw(member.getKey());
      if (other == null || !equal(member.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private boolean arrays(List<Object> a, List<Object> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the list has an equal element; a gap matters only when no known element decides. */
  boolean contains(JsonArray list, Object wanted) {
    for (Object element : list.known()) {
      if (equal(element, wanted)) {
        return true;
      }
    }
    list.rest()
        .ifPresent(
            gap -> {
              throw new GapException(gap);
            });
    return false;
  }
}
