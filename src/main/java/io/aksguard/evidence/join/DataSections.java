package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sections {@code registries}, {@code vaults} and {@code backup}. */
final class DataSections {
  private static final String REGISTRY = "microsoft.containerregistry/registries";
  private static final String VAULT = "microsoft.keyvault/vaults";
  private static final String BACKUP = "microsoft.dataprotection/backupvaults";

  private DataSections() {}

  /**
   * The registries that a role of one of the cluster's identities reaches; where the input is
   * complete, every registry of the subscription. Each has its {@code replications} and {@code
   * tokens} and the {@code assignments} at its own scope.
   */
  static JsonArray registries(JsonObject cluster, Lists lists) {
    Set<Resource> found = new LinkedHashSet<>();
    if (lists.isComplete("registries")) {
      found.addAll(lists.inSubscription(REGISTRY));
    }
    for (String identity : Identities.of(cluster).keySet()) {
      for (Resource assignment : lists.inventory.about(identity, AccessSections.ASSIGNMENT)) {
        ArmId.parse(Targets.property(assignment, "scope"))
            .or(() -> assignment.id().parent())
            .ifPresent(scope -> found.addAll(below(scope, lists)));
      }
    }
    List<JsonObject> linked = new ArrayList<>();
    for (Resource registry : found) {
      linked.add(
          registry
              .body()
              .with("replications", below(registry, "/replications", "replications", lists))
              .with("tokens", below(registry, "/tokens", "tokens", lists))
              .with("assignments", assignments(registry.id(), lists)));
    }
    return lists.whole("registries", linked, "registries that the cluster pulls from");
  }

  /** The registries that a role at {@code scope} reaches. */
  private static List<Resource> below(ArmId scope, Lists lists) {
    return lists
        .inventory
        .about("/subscriptions/" + scope.subscription().orElse(""), REGISTRY)
        .stream()
        .filter(registry -> scope.covers(registry.id()))
        .toList();
  }

  private static JsonArray below(Resource registry, String type, String plural, Lists lists) {
    return lists.children("registries", registry.id(), REGISTRY + type, plural);
  }

  private static JsonArray assignments(ArmId resource, Lists lists) {
    return lists.covering("access", AccessSections.ASSIGNMENT, resource, "role assignments");
  }

  /**
   * The vaults that hold the cluster's KMS key, or that one of its identities may read; where the
   * input is complete, every vault in it. Each has its {@code keys} and {@code secrets}.
   */
  static JsonArray vaults(JsonObject cluster, Lists lists) {
    Set<String> identities = Identities.of(cluster).keySet();
    String kms =
        cluster
            .object("properties")
            .flatMap(p -> p.object("securityProfile"))
            .flatMap(p -> p.object("azureKeyVaultKms"))
            .flatMap(k -> k.string("keyId"))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    List<JsonObject> linked = new ArrayList<>();
    for (Resource vault : lists.inSubscription(VAULT)) {
      if (lists.isComplete("vaults")
          || kms.startsWith("https://" + vault.id().name().toLowerCase(Locale.ROOT) + ".")
          || AccessSections.holdsRole(vault.id(), identities, lists)
          || inAccessPolicy(vault, identities)) {
        linked.add(
            vault
                .body()
                .with("keys", lists.children("vaults", vault.id(), VAULT + "/keys", "keys"))
                .with(
                    "secrets",
                    lists.children("vaults", vault.id(), VAULT + "/secrets", "secrets")));
      }
    }
    return lists.whole("vaults", linked, "key vaults that the cluster uses");
  }

  private static boolean inAccessPolicy(Resource vault, Set<String> identities) {
    return vault
        .body()
        .object("properties")
        .flatMap(p -> p.array("accessPolicies"))
        .map(
            policies ->
                policies.objects().stream()
                    .flatMap(policy -> policy.string("objectId").stream())
                    .anyMatch(id -> identities.contains(id.toLowerCase(Locale.ROOT))))
        .orElse(false);
  }

  /** The cluster's backup instances, each with its {@code vault}, and its backup jobs. */
  static JsonObject backup(Lists lists) {
    List<JsonObject> instances = new ArrayList<>();
    for (Resource instance :
        lists.inventory.about(lists.cluster.key(), BACKUP + "/backupinstances")) {
      ArmId vault = instance.id().parent().orElseThrow();
      instances.add(instance.body().with("vault", lists.referred(vault.value(), "backup vault")));
    }
    JsonObject.Builder backup = new JsonObject.Builder(0);
    backup.put("instances", lists.whole("backup", instances, "backup instances"));
    backup.put(
        "jobs", lists.about("backup", BACKUP + "/backupjobs", lists.cluster.key(), "backup jobs"));
    return backup.build();
  }
}
