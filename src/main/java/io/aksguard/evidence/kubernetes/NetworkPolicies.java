package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Kubernetes' own NetworkPolicy, with the defaults of networking.k8s.io/v1. */
final class NetworkPolicies {
  private NetworkPolicies() {}

  static Clause clause(JsonObject policy) {
    JsonObject spec = Field.object(policy.raw("spec"), "spec");
    // An absent podSelector is an empty one: the field is no pointer.
    Selector pods =
        Field.object(spec, "podSelector").map(Selector::of).orElse(Selector.everything());
    Set<String> types = new HashSet<>();
    for (Object type : Field.list(spec, "policyTypes")) {
      types.add(Field.text(type, "a policy type"));
    }
    boolean stated = !types.isEmpty();
    boolean ingress = !stated || types.contains("Ingress");
    boolean egress = stated ? types.contains("Egress") : !Field.list(spec, "egress").isEmpty();
    return new Clause(
        SelectedPods.in(policy.string("namespace").orElse(""), pods),
        ingress ? direction(spec, "ingress", "from") : Direction.UNTOUCHED,
        egress ? direction(spec, "egress", "to") : Direction.UNTOUCHED);
  }

  private static Direction direction(JsonObject spec, String rules, String peers) {
    List<JsonObject> all = Field.objects(spec, rules);
    Optional<String> opening = Optional.empty();
    List<Direction.Peer> named = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String path = "spec." + rules + "[" + i + "]";
      if (opening.isEmpty()) {
        opening = opening(all.get(i), path, peers);
      }
      named.addAll(named(all.get(i), path, peers));
    }
    return new Direction(true, !all.isEmpty(), opening, List.copyOf(named));
  }

  private static Optional<String> opening(JsonObject rule, String path, String peers) {
    if (!Field.list(rule, "ports").isEmpty()) {
      return Optional.empty();
    }
    List<JsonObject> all = Field.objects(rule, peers);
    if (all.isEmpty()) {
      return Optional.of(path + " names neither " + peers + " nor ports");
    }
    for (int i = 0; i < all.size(); i++) {
      Optional<JsonObject> block = Field.object(all.get(i), "ipBlock");
      Optional<String> cidr = block.flatMap(b -> b.string("cidr")).filter(Ranges::isEverywhere);
      if (cidr.isPresent() && block.map(b -> Field.list(b, "except")).orElse(List.of()).isEmpty()) {
        return Optional.of(path + "." + peers + "[" + i + "].ipBlock is " + cidr.get());
      }
    }
    return Optional.empty();
  }

  /** Peers in other namespaces are left out: often only a part of the cluster is in the input. */
  private static List<Direction.Peer> named(JsonObject rule, String path, String peers) {
    List<Direction.Peer> named = new ArrayList<>();
    List<JsonObject> all = Field.objects(rule, peers);
    for (int i = 0; i < all.size(); i++) {
      Optional<JsonObject> pods = Field.object(all.get(i), "podSelector");
      if (pods.isPresent() && all.get(i).raw("namespaceSelector") == null) {
        String at = path + "." + peers + "[" + i + "].podSelector";
        named.add(new Direction.Peer(at, Selector.of(pods.get())));
      }
    }
    return named;
  }
}
