package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * Changes from outside of the product, by seeded chance and through ARM itself: settings that make
 * controls fail, and pass again.
 */
public final class Drift {
  private static final String AKS = "?api-version=2026-08-01";

  /** What may be done. */
  public enum Move {
    LOCAL_ACCOUNTS,
    KUBERNETES_RBAC,
    AUTHORIZED_RANGES,
    UPGRADE_CHANNEL,
    WORKLOAD_IDENTITY,
    TAGS,
    POOL_PUBLIC_IP,
    POOL_COUNT,
    DIAGNOSTICS,
    MAINTENANCE,
    LOCK,
    SECURITY_RULE,
    REGISTRY_ADMIN,
    CLUSTER_ADMIN,
    /** Deletes the cluster or makes it again; never by chance. */
    CLUSTER
  }

  /**
   * One change.
   *
   * @param cluster whose controls it may move; that of a shared resource is one of several
   * @param status ARM's answer; 409 where the cluster was busy and nothing was changed
   */
  public record Step(Move move, String cluster, int status) {
    public boolean done() {
      return status < 300;
    }
  }

  private static final List<Move> BY_CHANCE =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Move.CLUSTER)));

  private final ArmClient arm;
  private final Truth truth;
  private final Fleet fleet;
  private final Random random;
  private final String tenantId;

  public Drift(SimulatedTenant tenant, Principal principal, Fleet fleet, long seed) {
    this.arm = tenant.as(principal);
    this.truth = tenant.truth();
    this.fleet = fleet;
    this.tenantId = tenant.tenantId();
    this.random = new Random(seed);
  }

  /** A change of a cluster by chance. */
  public Step next() {
    Move move = BY_CHANCE.get(random.nextInt(BY_CHANCE.size()));
    return step(move, random.nextInt(fleet.places().size()));
  }

  /**
   * A certain change.
   *
   * @param cluster its number in the fleet
   */
  public Step step(Move move, int cluster) {
    Places at = fleet.places().get(cluster);
    return new Step(move, at.cluster(), make(move, at));
  }

  private int make(Move move, Places at) {
    return switch (move) {
      case LOCAL_ACCOUNTS -> flip(at.cluster(), AKS, "disableLocalAccounts");
      case KUBERNETES_RBAC -> flip(at.cluster(), AKS, "enableRBAC");
      case WORKLOAD_IDENTITY ->
          flip(at.cluster(), AKS, "securityProfile", "workloadIdentity", "enabled");
      case AUTHORIZED_RANGES -> ranges(at);
      case UPGRADE_CHANNEL -> channel(at);
      case TAGS -> tags(at);
      case POOL_PUBLIC_IP -> flip(at.cluster() + "/agentPools/apps", AKS, "enableNodePublicIP");
      case POOL_COUNT -> count(at);
      case DIAGNOSTICS -> toggle(Shapes.diagnostics(at), "?api-version=2021-05-01-preview");
      case MAINTENANCE -> toggle(Shapes.maintenance(at, "aksManagedNodeOSUpgradeSchedule"), AKS);
      case LOCK -> toggle(Shapes.lock(at), "?api-version=2020-05-01");
      case SECURITY_RULE ->
          toggle(Shapes.rule(at, "drift-ssh", 300, "*", "22"), "?api-version=2024-05-01");
      case REGISTRY_ADMIN -> flip(at.registry(), "?api-version=2025-11-01", "adminUserEnabled");
      case CLUSTER_ADMIN -> admin(at);
      case CLUSTER -> cluster(at);
    };
  }

  private Optional<ObjectNode> get(String id, String version) {
    ArmClient.Reply reply = arm.call("GET", id + version, "");
    return reply.status() == 200 ? Optional.of(Json.object(reply.body())) : Optional.empty();
  }

  private int put(String id, String version, ObjectNode body) {
    return arm.call("PUT", id + version, Json.text(body)).status();
  }

  /** Turns a flag of the properties the other way. */
  private int flip(String id, String version, String... path) {
    ObjectNode body = get(id, version).orElse(null);
    if (body == null) {
      return 404;
    }
    ObjectNode holder = Json.under(body, "properties");
    for (int i = 0; i < path.length - 1; i++) {
      holder = Json.under(holder, path[i]);
    }
    String flag = path[path.length - 1];
    holder.put(flag, !holder.path(flag).asBoolean());
    return put(id, version, body);
  }

  private int ranges(Places at) {
    ObjectNode body = get(at.cluster(), AKS).orElse(null);
    if (body == null) {
      return 404;
    }
    ObjectNode access = Json.under(Json.under(body, "properties"), "apiServerAccessProfile");
    boolean set = !access.path("authorizedIPRanges").isEmpty();
    var ranges = access.putArray("authorizedIPRanges");
    if (!set) {
      ranges.add("198.51.100.0/24");
    }
    return put(at.cluster(), AKS, body);
  }

  private int channel(Places at) {
    ObjectNode body = get(at.cluster(), AKS).orElse(null);
    if (body == null) {
      return 404;
    }
    ObjectNode upgrade = Json.under(Json.under(body, "properties"), "autoUpgradeProfile");
    boolean none = upgrade.path("upgradeChannel").asText().equals("none");
    upgrade.put("upgradeChannel", none ? "patch" : "none");
    return put(at.cluster(), AKS, body);
  }

  private int tags(Places at) {
    ObjectNode body = Json.object();
    ObjectNode tags = body.putObject("tags").put("service", "shop");
    if (truth.at(at.cluster(), "/tags/owner").isEmpty()) {
      tags.put("owner", "team-shop").put("environment", "production");
    }
    return arm.call("PATCH", at.cluster() + AKS, Json.text(body)).status();
  }

  private int count(Places at) {
    String pool = at.cluster() + "/agentPools/apps";
    ObjectNode body = get(pool, AKS).orElse(null);
    if (body == null) {
      return 404;
    }
    Json.under(body, "properties").put("count", 3 + random.nextInt(5));
    return put(pool, AKS, body);
  }

  /** Makes what is not there, deletes what is. */
  private int toggle(ObjectNode body, String version) {
    String id = body.path("id").asText();
    return get(id, version).isPresent()
        ? arm.call("DELETE", id + version, "").status()
        : put(id, version, body);
  }

  private int admin(Places at) {
    String name = new UUID(at.number(), 0x8000000000000000L).toString();
    String id = at.cluster() + "/providers/Microsoft.Authorization/roleAssignments/" + name;
    ObjectNode body = Json.object().put("id", id);
    body.putObject("properties")
        .put("roleDefinitionId", at.role("b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b"))
        .put("principalId", new UUID(at.number(), 1).toString())
        .put("principalType", "User");
    return toggle(body, "?api-version=2022-04-01");
  }

  /** Deletes the cluster with its lock, or makes it again with nothing attached. */
  private int cluster(Places at) {
    String lock = Shapes.lock(at).path("id").asText();
    if (get(lock, "?api-version=2020-05-01").isPresent()) {
      arm.call("DELETE", lock + "?api-version=2020-05-01", "");
    }
    Traits traits = Traits.of(fleet.seed(), at.number());
    return toggle(new ClusterBody(at, traits, tenantId).make(traits.guid(), traits.guid()), AKS);
  }
}
