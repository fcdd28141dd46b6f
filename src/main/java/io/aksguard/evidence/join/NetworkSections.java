package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Section {@code network}: subnets, NSGs, gateways and flow logs that the cluster uses. */
final class NetworkSections {
  private static final String FLOW_LOG = "microsoft.network/networkwatchers/flowlogs";

  private NetworkSections() {}

  static JsonObject network(JsonObject cluster, Lists lists) {
    Map<String, Set<String>> roles = new LinkedHashMap<>();
    Optional<Gap> poolsGap = Optional.empty();
    if (Pools.section(cluster, lists) instanceof JsonArray pools) {
      for (JsonObject pool : pools.objects()) {
        pool.string("vnetSubnetID").ifPresent(id -> role(roles, id, "node"));
        pool.string("podSubnetID").ifPresent(id -> role(roles, id, "pod"));
      }
      poolsGap = pools.rest();
    }
    cluster
        .object("properties")
        .flatMap(p -> p.object("apiServerAccessProfile"))
        .flatMap(p -> p.string("subnetId"))
        .ifPresent(id -> role(roles, id, "api-server"));
    List<Object> subnets = new ArrayList<>();
    Map<String, Object> nsgs = new LinkedHashMap<>();
    roles.forEach((id, used) -> subnets.add(subnet(id, used, nsgs, lists)));
    poolsGap.ifPresent(subnets::add);
    List<Object> groups = new ArrayList<>(nsgs.values());
    subnets.stream().filter(Gap.class::isInstance).findFirst().ifPresent(groups::add);
    JsonObject.Builder network = new JsonObject.Builder(0);
    network.put("subnets", JsonArray.of(subnets));
    network.put("nsgs", JsonArray.of(groups));
    network.put("gateways", Gateways.of(cluster, lists));
    network.put("flowLogs", flowLogs(roles.keySet(), nsgs.keySet(), lists));
    return network.build();
  }

  private static void role(Map<String, Set<String>> roles, String id, String role) {
    String key = id.strip().toLowerCase(Locale.ROOT);
    if (!key.isEmpty()) {
      roles.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(role);
    }
  }

  /** The subnet with its role and its NSG; the NSG is also noted under its own id. */
  private static Object subnet(
      String id, Set<String> roles, Map<String, Object> nsgs, Lists lists) {
    Object found = lists.referred(id, "subnet");
    if (!(found instanceof JsonObject subnet)) {
      return found;
    }
    JsonObject joined = subnet.with("roles", JsonValue.of(List.copyOf(roles)));
    Optional<String> nsg =
        subnet
            .object("properties")
            .flatMap(p -> p.object("networkSecurityGroup"))
            .flatMap(n -> n.string("id"));
    if (nsg.isEmpty()) {
      return joined;
    }
    Object group = Rules.withChildren(lists.referred(nsg.get(), "network security group"), lists);
    nsgs.put(nsg.get().toLowerCase(Locale.ROOT), group);
    return joined.with("nsg", group);
  }

  private static JsonArray flowLogs(Set<String> subnets, Set<String> nsgs, Lists lists) {
    Set<String> targets = new LinkedHashSet<>(nsgs);
    for (String subnet : subnets) {
      targets.add(subnet);
      ArmId.parse(subnet).flatMap(ArmId::parent).ifPresent(vnet -> targets.add(vnet.key()));
    }
    List<JsonObject> logs = new ArrayList<>();
    for (String target : targets) {
      logs.addAll(Lists.bodies(lists.about(target, FLOW_LOG)));
    }
    return lists.whole("network", FLOW_LOG, logs, "flow logs");
  }
}
