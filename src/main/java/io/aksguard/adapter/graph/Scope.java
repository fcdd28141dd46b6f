package io.aksguard.adapter.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is audited: subscriptions, or all below a management group.
 *
 * @param subscriptions as GUIDs in lower case; empty where the group says it
 * @param managementGroup its name; empty where the subscriptions say it
 */
public record Scope(List<String> subscriptions, String managementGroup) {
  /** Resource Graph asks for fewer than 300 in one query. */
  private static final int MOST = 299;

  public Scope {
    subscriptions =
        subscriptions.stream()
            .map(each -> each.strip().toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    if (subscriptions.isEmpty() == managementGroup.isEmpty()) {
      throw new IllegalArgumentException("either subscriptions or a management group");
    }
  }

  public static Scope of(List<String> subscriptions) {
    return new Scope(subscriptions, "");
  }

  public static Scope below(String managementGroup) {
    return new Scope(List.of(), managementGroup);
  }

  /** The members of the request body that say the scope; one query each. */
  List<Map<String, Object>> parts() {
    if (subscriptions.isEmpty()) {
      return List.of(Map.of("managementGroups", List.of(managementGroup)));
    }
    List<Map<String, Object>> parts = new ArrayList<>();
    for (int from = 0; from < subscriptions.size(); from += MOST) {
      parts.add(
          Map.of(
              "subscriptions",
              subscriptions.subList(from, Math.min(subscriptions.size(), from + MOST))));
    }
    return parts;
  }
}
