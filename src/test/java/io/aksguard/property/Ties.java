package io.aksguard.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Ties a cluster to the resources around it: roles at registries and vaults, subnets of its pools,
 * its gateway, its KMS key. Without, most of a random export would be none of the cluster's
 * business.
 */
final class Ties {
  private static final String KUBELET = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String ACR_PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d";

  private final Map<String, Object> properties;
  private final List<Map<String, Object>> resources;

  private Ties(Map<String, Object> cluster, List<Map<String, Object>> resources) {
    this.properties = Json.object(cluster.get("properties"));
    this.resources = resources;
  }

  /** Adds role assignments to {@code resources}. */
  static void tie(Map<String, Object> cluster, List<Map<String, Object>> resources, Random random) {
    Ties ties = new Ties(cluster, resources);
    if (random.nextBoolean()) {
      ties.roles();
    }
    if (random.nextBoolean()) {
      ties.subnets();
    }
    if (random.nextBoolean()) {
      ties.gateway();
    }
    if (random.nextBoolean()) {
      ties.key();
    }
  }

  private void roles() {
    Json.put(properties, "identityProfile", Map.of("kubeletidentity", Map.of("objectId", KUBELET)));
    List<String> scopes = new ArrayList<>(ids("/registries/"));
    scopes.addAll(ids("/vaults/"));
    for (String scope : scopes) {
      String id =
          scope + "/providers/Microsoft.Authorization/roleAssignments/pull" + resources.size();
      Map<String, Object> role = new LinkedHashMap<>();
      role.put("id", id);
      role.put("name", id.substring(id.lastIndexOf('/') + 1));
      role.put("type", "Microsoft.Authorization/roleAssignments");
      role.put(
          "properties",
          Map.of(
              "scope",
              scope,
              "principalId",
              KUBELET,
              "principalType",
              "ServicePrincipal",
              "roleDefinitionId",
              Library.SUB + "/providers/Microsoft.Authorization/roleDefinitions/" + ACR_PULL));
      resources.add(role);
    }
  }

  private void subnets() {
    List<String> subnets = ids("/subnets/");
    if (!subnets.isEmpty()) {
      List<Object> pools = new ArrayList<>();
      for (String subnet : subnets) {
        pools.add(
            Map.of(
                "name",
                "tied" + pools.size(),
                "mode",
                pools.isEmpty() ? "System" : "User",
                "count",
                3,
                "vnetSubnetID",
                subnet));
      }
      Json.put(properties, "agentPoolProfiles", pools);
    }
  }

  private void gateway() {
    for (String gateway : ids("/applicationgateways/")) {
      Json.put(
          properties,
          "addonProfiles",
          Map.of(
              "ingressApplicationGateway",
              Map.of("enabled", true, "config", Map.of("effectiveApplicationGatewayId", gateway))));
    }
  }

  private void key() {
    for (String vault : ids("/vaults/")) {
      String name = vault.substring(vault.lastIndexOf('/') + 1);
      Json.put(
          properties,
          "securityProfile",
          Map.of(
              "azureKeyVaultKms",
              Map.of(
                  "enabled",
                  true,
                  "keyId",
                  "https://" + name + ".vault.azure.net/keys/etcd/1",
                  "keyVaultNetworkAccess",
                  "Private")));
    }
  }

  /** The ids of resources of a kind, not of what is below them. */
  private List<String> ids(String kind) {
    return resources.stream()
        .map(resource -> String.valueOf(resource.get("id")))
        .filter(id -> kind.equals(kindOf(id)))
        .toList();
  }

  private static String kindOf(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    int name = lower.lastIndexOf('/');
    int kind = lower.lastIndexOf('/', name - 1);
    return kind < 0 ? "" : lower.substring(kind, name + 1);
  }
}
