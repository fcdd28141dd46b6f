package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a call does to what runs, in words. What Azure does is from the AKS documentation: changes
 * of the network's engine reimage all pools at once, a node image upgrade goes node by node and
 * drains each, a certificate rotation recreates the nodes.
 */
final class Forecast {
  private final List<JsonObject> pools;
  private final boolean isWhole;

  Forecast(Optional<Evidence> evidence) {
    Optional<JsonArray> all =
        evidence
            .map(found -> found.value("pools"))
            .filter(JsonArray.class::isInstance)
            .map(JsonArray.class::cast);
    this.pools = all.map(JsonArray::objects).orElse(List.of());
    this.isWhole = all.filter(known -> known.rest().isEmpty()).isPresent();
  }

  /**
   * @param impacts all of them, as {@link io.aksguard.control.Remedy#impact}
   */
  String of(ArmId resource, String call, List<String> impacts) {
    return switch (call) {
      case "upgradeNodeImageVersion" ->
          "replaces the nodes of "
              + one(resource)
              + " one surge at a time: each is drained, PodDisruptionBudgets are honoured";
      case "rotateClusterCertificates" ->
          "recreates the nodes of " + all() + "; the API server is away meanwhile";
      default ->
          impacts.stream()
              .map(impact -> change(resource, impact))
              .collect(Collectors.joining(", and "));
    };
  }

  private String change(ArmId resource, String impact) {
    return switch (impact) {
      case "reimages-nodes" ->
          resource.type().equals(Optional.of(Resource.POOL))
              ? "reimages " + one(resource)
              : "reimages " + all() + " at once";
      case "drops-connections" ->
          "breaks the connections that are open, and the cluster goes out by other addresses";
      case "restarts-api-server" -> "restarts the API server";
      case "irreversible" -> "cannot be taken back";
      case "costs-money" -> "is billed from then on";
      case "create-only" -> "can be chosen only when it is made";
      default -> "in place: nothing restarts";
    };
  }

  private String one(ArmId resource) {
    return nodes(
            pools.stream()
                .filter(
                    pool ->
                        pool.string("name").filter(resource.name()::equalsIgnoreCase).isPresent())
                .toList())
        .map(count -> "pool %s (%s)".formatted(resource.name(), nodes(count)))
        .orElse("pool " + resource.name());
  }

  private String all() {
    Optional<Long> nodes = nodes(pools);
    return nodes.isEmpty()
        ? "all pools, of how many nodes is not known"
        : "%s (%s)"
            .formatted(pools.size() == 1 ? "1 pool" : pools.size() + " pools", nodes(nodes.get()));
  }

  /** Empty where that is not known of each. */
  private Optional<Long> nodes(List<JsonObject> of) {
    boolean isKnown =
        isWhole && !of.isEmpty() && of.stream().allMatch(p -> p.raw("count") instanceof Long);
    return isKnown
        ? Optional.of(of.stream().mapToLong(pool -> (Long) pool.raw("count")).sum())
        : Optional.empty();
  }

  private static String nodes(long count) {
    return count == 1 ? "1 node" : count + " nodes";
  }
}
