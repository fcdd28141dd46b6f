package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;
import java.util.List;

/** Which network policies, Services and PodDisruptionBudgets select which workloads. */
final class Coverage {
  private final List<JsonObject> policies;

  /**
   * @param policies of all kinds
   * @param workloads with {@code template}
   */
  Coverage(
      List<JsonObject> policies,
      List<JsonObject> services,
      List<JsonObject> budgets,
      List<JsonObject> workloads,
      Extent extent) {
    this.policies = policies;
  }

  /** The section's {@code networkPolicies}. */
  List<JsonObject> policies() {
    return policies;
  }

  /** The namespace with the policies in it. */
  JsonObject namespace(JsonObject namespace) {
    return namespace;
  }

  /** The workload with what selects it. */
  JsonObject workload(JsonObject workload) {
    return workload;
  }
}
