package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.Resource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resources of a type that roles of a cluster's identities reach, in any subscription. */
final class Reach {
  private final Inventory inventory;
  private final Lists lists;
  private final String type;
  private final Set<Resource> resources = new LinkedHashSet<>();

  /** A management group with a role, by a subscription that may be below it. */
  private final Map<String, String> open = new LinkedHashMap<>();

  Reach(Inventory inventory, Lists lists, Set<String> principals, String type) {
    this.inventory = inventory;
    this.lists = lists;
    this.type = type;
    for (String principal : principals) {
      for (Resource assignment : lists.about(principal, AccessSections.ASSIGNMENT)) {
        follow(Scopes.of(assignment));
      }
    }
  }

  private void follow(String scope) {
    if (Scopes.isAboveSubscriptions(scope)) {
      inventory.subscriptions(type).forEach(subscription -> followInto(subscription, scope));
    } else {
      ArmId.parse(scope).ifPresent(at -> resources.addAll(lists.below(at, type)));
    }
  }

  private void followInto(String subscription, String scope) {
    List<String> above =
        scope.equals(Scopes.TENANT) ? List.of(scope) : inventory.groupsAbove(subscription);
    if (above.contains(scope.toLowerCase(Locale.ROOT))) {
      resources.addAll(lists.about(subscription, type));
    } else if (above.isEmpty()) {
      open.putIfAbsent(subscription, scope);
    }
  }

  Set<Resource> resources() {
    return resources;
  }

  /**
   * Why there may be others, which are in the input.
   *
   * @param linked what the cluster is known to be linked with, for whatever reason
   */
  Optional<Gap> doubt(Set<Resource> linked) {
    return open.keySet().stream()
        .filter(subscription -> !linked.containsAll(inventory.about(subscription, type)))
        .findFirst()
        .map(
            subscription ->
                new Gap(
                    "whether the role at "
                        + open.get(subscription)
                        + " reaches "
                        + subscription
                        + " is not known: the input does not tell the management groups above it"));
  }
}
