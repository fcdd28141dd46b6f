package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    Reach reach = lists.reach(Identities.of(cluster).keySet(), REGISTRY);
    found.addAll(reach.resources());
    List<JsonObject> linked = new ArrayList<>();
    for (Resource registry : found) {
      linked.add(
          registry
              .body()
              .with("replications", below(registry, "/replications", "replications", lists))
              .with("tokens", below(registry, "/tokens", "tokens", lists))
              .with("assignments", assignments(registry.id(), lists)));
    }
    return lists.linked(
        "registries", linked, "registries that the cluster pulls from", reach.doubt(found));
  }

  private static JsonArray below(Resource registry, String type, String plural, Lists lists) {
    return lists.children("registries", registry.id(), REGISTRY + type, plural);
  }

  private static JsonArray assignments(ArmId resource, Lists lists) {
    return lists.covering("access", AccessSections.ASSIGNMENT, resource, "role assignments");
  }

  /**
   * The vaults of any subscription that hold the cluster's KMS key, that a role of one of its
   * identities reaches, or whose access policies name one; where the input is complete, also every
   * vault of its subscription. Each has its {@code keys} and {@code secrets}.
   */
  static JsonArray vaults(JsonObject cluster, Lists lists) {
    Set<String> identities = Identities.of(cluster).keySet();
    Set<Resource> found = new LinkedHashSet<>();
    if (lists.isComplete("vaults")) {
      found.addAll(lists.inSubscription(VAULT));
    }
    found.addAll(keyVaults(cluster, lists));
    Reach reach = lists.reach(identities, VAULT);
    found.addAll(reach.resources());
    identities.forEach(identity -> found.addAll(lists.about(identity, VAULT)));
    List<JsonObject> linked = new ArrayList<>();
    for (Resource vault : found) {
      linked.add(
          vault
              .body()
              .with("keys", lists.children("vaults", vault.id(), VAULT + "/keys", "keys"))
              .with(
                  "secrets", lists.children("vaults", vault.id(), VAULT + "/secrets", "secrets")));
    }
    return lists.linked("vaults", linked, "key vaults that the cluster uses", reach.doubt(found));
  }

  /** The vault of the KMS key, which may lie in any subscription: names of vaults are unique. */
  private static List<Resource> keyVaults(JsonObject cluster, Lists lists) {
    return keyVaultName(cluster)
        .map(name -> lists.about(Targets.vaultHost(name), VAULT))
        .orElse(List.of());
  }

  static Optional<String> keyVaultName(JsonObject cluster) {
    String key =
        cluster
            .object("properties")
            .flatMap(p -> p.object("securityProfile"))
            .flatMap(p -> p.object("azureKeyVaultKms"))
            .flatMap(k -> k.string("keyId"))
            .orElse("");
    int dot = key.indexOf('.');
    int host = "https://".length();
    return dot <= host || !key.regionMatches(true, 0, "https://", 0, host)
        ? Optional.empty()
        : Optional.of(key.substring(host, dot).toLowerCase(Locale.ROOT));
  }

  /** The cluster's backup instances, each with its {@code vault}, and its backup jobs. */
  static JsonObject backup(Lists lists) {
    List<JsonObject> instances = new ArrayList<>();
    for (Resource instance : lists.about(lists.cluster.key(), BACKUP + "/backupinstances")) {
      ArmId vault = instance.id().parent().orElseThrow();
      instances.add(instance.body().with("vault", lists.referred(vault.value(), "backup vault")));
    }
    JsonObject.Builder backup = new JsonObject.Builder(0);
    backup.put(
        "instances",
        lists.whole("backup", BACKUP + "/backupinstances", instances, "backup instances"));
    backup.put("jobs", lists.about("backup", BACKUP + "/backupjobs", lists.cluster, "backup jobs"));
    return backup.build();
  }
}
