package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Application Gateways in front of a cluster: the one that the ingress add-on names; where the
 * input is complete and the add-on names none, every gateway in it.
 */
final class Gateways {
  private static final String GATEWAY = "microsoft.network/applicationgateways";

  private Gateways() {}

  static JsonArray of(JsonObject cluster, Lists lists) {
    Optional<String> linked = linked(cluster);
    if (linked.isPresent()) {
      return JsonArray.of(List.of(joined(lists.referred(linked.get(), "gateway"), lists)));
    }
    if (!lists.isComplete("network", GATEWAY)) {
      return lists.whole("network", GATEWAY, List.of(), "Application Gateways");
    }
    List<Object> all = new ArrayList<>();
    for (Resource gateway : lists.inSubscription(GATEWAY)) {
      all.add(joined(gateway.body(), lists));
    }
    return JsonArray.of(all);
  }

  static Optional<String> linked(JsonObject cluster) {
    Optional<JsonObject> addon =
        cluster
            .object("properties")
            .flatMap(p -> p.object("addonProfiles"))
            .flatMap(a -> a.object("ingressApplicationGateway"))
            .filter(a -> Boolean.TRUE.equals(a.raw("enabled")))
            .flatMap(a -> a.object("config"));
    Optional<String> effective = addon.flatMap(c -> c.string("effectiveApplicationGatewayId"));
    return effective.isPresent() ? effective : addon.flatMap(c -> c.string("applicationGatewayId"));
  }

  private static Object joined(Object found, Lists lists) {
    if (!(found instanceof JsonObject gateway)) {
      return found;
    }
    JsonObject joined = gateway;
    Optional<ArmId> id = gateway.string("id").flatMap(ArmId::parse);
    if (id.isPresent()) {
      joined = joined.with("diagnostics", DiagnosticSections.settings("network", id.get(), lists));
    }
    Optional<String> policy =
        gateway
            .object("properties")
            .flatMap(p -> p.object("firewallPolicy"))
            .flatMap(p -> p.string("id"));
    return policy.isPresent()
        ? joined.with("wafPolicy", lists.referred(policy.get(), "WAF policy"))
        : joined;
  }
}
