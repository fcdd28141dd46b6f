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

/** What a cluster's body names outside itself: what a reader has to read to join it. */
public final class Links {
  private Links() {}

  /** The names of its node pools. */
  public static List<String> pools(JsonObject cluster) {
    List<String> names = new ArrayList<>();
    profiles(cluster).forEach(pool -> pool.string("name").ifPresent(names::add));
    return names;
  }

  private static List<JsonObject> profiles(JsonObject cluster) {
    return cluster
        .object("properties")
        .flatMap(p -> p.array("agentPoolProfiles"))
        .map(JsonArray::objects)
        .orElse(List.of());
  }

  /** The subnets of its nodes, pods and API server. */
  public static Set<ArmId> subnets(JsonObject cluster) {
    Set<ArmId> ids = new LinkedHashSet<>();
    for (JsonObject pool : profiles(cluster)) {
      pool.string("vnetSubnetID").map(String::strip).flatMap(ArmId::parse).ifPresent(ids::add);
      pool.string("podSubnetID").map(String::strip).flatMap(ArmId::parse).ifPresent(ids::add);
    }
    cluster
        .object("properties")
        .flatMap(p -> p.object("apiServerAccessProfile"))
        .flatMap(p -> p.string("subnetId"))
        .map(String::strip)
        .flatMap(ArmId::parse)
        .ifPresent(ids::add);
    return ids;
  }

  /** The Application Gateway of its ingress add-on. */
  public static Optional<ArmId> gateway(JsonObject cluster) {
    return Gateways.linked(cluster).flatMap(ArmId::parse);
  }

  /** The principals that it acts as, in lower case. */
  public static Set<String> principals(JsonObject cluster) {
    return Identities.of(cluster).keySet();
  }

  /** The name of the vault with its KMS key, in lower case. */
  public static Optional<String> keyVault(JsonObject cluster) {
    return DataSections.keyVaultName(cluster);
  }

  /** Its region as paths write it, {@code westeurope}; empty where the body has none. */
  public static String region(JsonObject cluster) {
    return cluster.string("location").orElse("").replace(" ", "").toLowerCase(Locale.ROOT);
  }

  /**
   * The keys that the join finds a resource by: what it is about, set on or held by, in lower case;
   * {@code /} for what reaches everything.
   */
  public static List<String> targets(Resource resource) {
    return Targets.of(resource);
  }
}
