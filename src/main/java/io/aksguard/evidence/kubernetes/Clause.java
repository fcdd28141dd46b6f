package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * One subject of a network policy and what it does to each direction; Cilium's may hold several.
 */
record Clause(SelectedPods subject, Direction ingress, Direction egress) {
  /**
   * The clauses of a policy of any kind that is known here; empty where it is about no pods.
   *
   * @throws io.aksguard.evidence.GapException where it cannot be told whom it selects
   */
  static List<Clause> of(JsonObject policy) {
    String kind = policy.string("kind").orElse("");
    String group = policy.string("apiVersion").orElse("").toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "NetworkPolicy" -> {
        if (group.contains("calico")) {
          throw Field.unclear("what Calico's own policy " + name(policy) + " selects is not read");
        }
        yield List.of(NetworkPolicies.clause(policy));
      }
      case "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy" ->
          CiliumPolicies.clauses(policy);
      case "AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy" ->
          List.of(AdminPolicies.clause(policy));
      default -> throw Field.unclear("what " + kind + " " + name(policy) + " selects is not read");
    };
  }

  private static String name(JsonObject policy) {
    return policy.string("name").orElse("");
  }
}
