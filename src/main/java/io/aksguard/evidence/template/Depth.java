package io.aksguard.evidence.template;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.Map;

/** Measures how deep a value is nested, since comparing and writing it recurse. */
final class Depth {
  private Depth() {}

  static boolean exceeds(Object value, int most, Budget budget) {
    budget.spend(1);
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, Object> member : object.entries()) {
        if (most == 0 || exceeds(member.getValue(), most - 1, budget)) {
          return true;
        }
      }
    }
    if (value instanceof JsonArray array) {
      for (Object element : array.known()) {
        if (most == 0 || exceeds(element, most - 1, budget)) {
          return true;
        }
      }
    }
    return false;
  }
}
