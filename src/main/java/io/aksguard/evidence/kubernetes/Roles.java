package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of each role, with what aggregation adds. The list of a role's rules is made once and
 * shared by all that are bound to it: the work grows with roles and bindings, not with their
 * product.
 */
final class Roles {
  private final Map<String, List<JsonObject>> byName = new HashMap<>();
  private final Map<Map.Entry<String, String>, List<JsonObject>> byLabel = new HashMap<>();
  private final Map<LabelSelector, List<JsonObject>> selected = new HashMap<>();
  private final Map<JsonObject, Map<String, String>> labels = new IdentityHashMap<>();
  private final Map<String, Object> rules = new HashMap<>();
  private final Map<List<LabelSelector>, JsonArray> bySelectors = new HashMap<>();
  private final Map<String, JsonObject> builtIn = new HashMap<>();
  private final boolean whole;

  /**
   * @param roles Role and ClusterRole objects
   * @param whole whether there are no others
   * @param builtIn ClusterRoles that are there unless somebody removed them
   */
  Roles(List<JsonObject> roles, boolean whole, List<JsonObject> builtIn) {
    this.whole = whole;
    builtIn.forEach(role -> this.builtIn.put(Named.text(role), role));
    for (JsonObject role : roles) {
      byName.computeIfAbsent(Named.text(role), key -> new ArrayList<>()).add(role);
      if (Named.kind(role).equals("ClusterRole")) {
        Map<String, String> own = Named.labels(role);
        labels.put(role, own);
        own.entrySet()
            .forEach(each -> byLabel.computeIfAbsent(each, k -> new ArrayList<>()).add(role));
      }
    }
  }

  /** The roles of this name: several where manifests say different things. */
  List<JsonObject> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /**
   * The rules of {@code ClusterRole edit} or {@code Role shop/web}; a {@link Gap} where nothing is
   * known of the role. Where all roles are known, a role that is not there grants nothing.
   */
  Object rules(String name) {
    return rules.computeIfAbsent(name, this::resolve);
  }

  private Object resolve(String name) {
    List<JsonObject> known = named(name);
    JsonObject shipped = builtIn.get(name);
    if (known.isEmpty() && shipped != null) {
      return aggregated(List.of(shipped), isAggregated(shipped));
    }
    if (known.isEmpty()) {
      return whole ? JsonArray.empty() : new Gap(name + " was not in the input");
    }
    if (known.size() == 1 && !isAggregated(known.get(0))) {
      return own(known.get(0));
    }
    boolean unfilled =
        known.stream().anyMatch(role -> isAggregated(role) && own(role).known().isEmpty());
    // Roles that are nothing but the same selectors have one list together.
    return whole && unfilled && known.size() == 1 && own(known.get(0)).rest().isEmpty()
        ? bySelectors.computeIfAbsent(selectors(known.get(0)), key -> aggregated(known, true))
        : aggregated(known, unfilled);
  }

  static boolean isAggregated(JsonObject role) {
    return role.object("aggregationRule").isPresent();
  }

  private static JsonArray own(JsonObject role) {
    Object rules = role.raw("rules");
    if (rules == null || rules instanceof JsonArray) {
      return rules == null ? JsonArray.empty() : (JsonArray) rules;
    }
    Gap gap =
        rules instanceof Gap known
            ? known
            : new Gap("the rules of " + Named.text(role) + " are no list");
    return JsonArray.partly(List.of(), gap);
  }

  /**
   * Their own rules and those of all that their selectors reach. In a cluster the controller has
   * written them into the role already; in a manifest they are missing, and roles that are not in
   * the input may add to them.
   *
   * @param open whether others may
   */
  private JsonArray aggregated(List<JsonObject> roles, boolean open) {
    List<Object> all = new ArrayList<>();
    Set<JsonObject> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    reached.addAll(roles);
    Deque<JsonObject> next = new ArrayDeque<>(roles);
    while (!next.isEmpty()) {
      JsonObject each = next.remove();
      all.addAll(own(each).known());
      own(each).rest().ifPresent(all::add);
      for (JsonObject part : parts(each)) {
        if (reached.add(part)) {
          next.add(part);
        }
      }
    }
    if (open && !whole) {
      all.add(new Gap("whether other roles add to " + Named.text(roles.get(0)) + " is not known"));
    }
    return JsonArray.of(0, all);
  }

  private List<JsonObject> parts(JsonObject role) {
    return selectors(role).stream().flatMap(each -> selected(each).stream()).toList();
  }

  private static List<LabelSelector> selectors(JsonObject role) {
    return role
        .object("aggregationRule")
        .flatMap(rule -> rule.array("clusterRoleSelectors"))
        .map(JsonArray::objects)
        .orElse(List.of())
        .stream()
        .map(LabelSelector::of)
        .toList();
  }

  private List<JsonObject> selected(LabelSelector selector) {
    List<JsonObject> known = selected.get(selector);
    if (known == null) {
      known =
          selector
              .indexed()
              .map(label -> byLabel.getOrDefault(label, List.of()))
              .orElseGet(() -> List.copyOf(labels.keySet()))
              .stream()
              .filter(role -> selector.matches(labels.getOrDefault(role, Map.of())))
              .toList();
      selected.put(selector, known);
    }
    return known;
  }
}
