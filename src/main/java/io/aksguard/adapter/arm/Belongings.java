package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;

/** What belongs to a registry, a vault or a gateway and only ARM tells. */
public final class Belongings {
  private static final String ASSIGNMENT = "microsoft.authorization/roleassignments";
  private static final String REGISTRY = "microsoft.containerregistry/registries";
  private static final String VAULT = "microsoft.keyvault/vaults";

  private Belongings() {}

  /** The replications, tokens and role assignments of a registry. */
  public static void registry(Reads reads, ArmId registry) {
    below(reads, registry, "replications", REGISTRY);
    below(reads, registry, "tokens", REGISTRY);
    assignmentsAt(reads, registry);
  }

  /** The names of a vault's keys and secrets. */
  public static void vault(Reads reads, ArmId vault) {
    below(reads, vault, "keys", VAULT);
    below(reads, vault, "secrets", VAULT);
  }

  /** The diagnostic settings of a gateway, with their workspaces. */
  public static void gateway(Reads reads, ArmId gateway) {
    ClusterReads.diagnostics(reads, gateway);
  }

  /** The locks in a subscription: Resource Graph has none. */
  public static void locks(Reads reads, String subscription) {
    String type = "microsoft.authorization/locks";
    String scope = "/subscriptions/" + subscription;
    reads.list(
        type,
        scope,
        Ask.list(scope + "/providers/Microsoft.Authorization/locks", type),
        answer -> {});
  }

  /** The role assignments on a resource and on what contains it. */
  static void assignmentsAt(Reads reads, ArmId resource) {
    reads.list(
        ASSIGNMENT,
        resource.value(),
        Ask.list(
            resource + "/providers/Microsoft.Authorization/roleAssignments",
            ASSIGNMENT,
            "atScope()"),
        answer -> {});
  }

  private static void below(Reads reads, ArmId parent, String name, String type) {
    String kind = type + "/" + name;
    reads.list(kind, parent.value(), Ask.list(parent + "/" + name, kind), answer -> {});
  }
}
