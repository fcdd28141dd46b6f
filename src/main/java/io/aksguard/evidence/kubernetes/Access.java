package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;
import java.util.Collection;
import java.util.List;

/** What roles and bindings grant to whom. */
final class Access {
  private final List<JsonObject> roles;

  /**
   * @param roles Roles and ClusterRoles: {@code rules}, {@code aggregationRule}
   * @param bindings RoleBindings and ClusterRoleBindings: {@code subjects}, {@code roleRef}
   * @param serviceAccounts ServiceAccounts
   */
  Access(
      List<JsonObject> roles,
      List<JsonObject> bindings,
      Collection<JsonObject> serviceAccounts,
      Extent extent) {
    this.roles = roles;
  }

  /** The section's {@code grants}. */
  List<JsonObject> grants() {
    return List.of();
  }

  /** The section's {@code roles}. */
  List<JsonObject> roles() {
    return roles;
  }

  /** The workload with {@code grants}, those of its service account. */
  JsonObject workload(JsonObject workload) {
    return workload;
  }
}
