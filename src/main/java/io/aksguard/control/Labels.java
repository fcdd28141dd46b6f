package io.aksguard.control;

import java.util.List;
import java.util.Map;

/** Labels of Kubernetes objects, whose keys are told apart by case. */
final class Labels {
  private Labels() {}

  /** {@code team=shop} for the first of the keys that there is a label of; "" where none is. */
  static String first(Object labels, Object keys) {
    if (!(labels instanceof Map<?, ?> members) || !(keys instanceof List<?> wanted)) {
      throw Values.not("labels and a list of their keys", labels);
    }
    for (Object key : wanted) {
      for (Map.Entry<?, ?> label : members.entrySet()) {
        if (key.equals(label.getKey())) {
          return key + "=" + label.getValue();
        }
      }
    }
    return "";
  }
}
