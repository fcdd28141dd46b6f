package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * AdminNetworkPolicy and BaselineAdminNetworkPolicy (policy.networking.k8s.io): they allow, deny or
 * pass on what they name, and isolate nothing.
 */
final class AdminPolicies {
  private static final Set<String> ALLOW = Set.of("allow", "accept");

  private AdminPolicies() {}

  static Clause clause(JsonObject policy) {
    JsonObject spec = Field.object(policy.raw("spec"), "spec");
    return new Clause(
        pods(Field.object(spec.raw("subject"), "spec.subject")),
        direction(spec, "ingress", "from"),
        direction(spec, "egress", "to"));
  }

  /** A subject or a peer: namespaces with all their pods, or pods of namespaces. */
  private static SelectedPods pods(JsonObject named) {
    Optional<JsonObject> namespaces = Field.object(named, "namespaces");
    if (namespaces.isPresent()) {
      return SelectedPods.across(Selector.of(namespaces.get()), Selector.everything());
    }
    JsonObject pods = Field.object(named.raw("pods"), "what is selected");
    return SelectedPods.across(
        Field.object(pods, "namespaceSelector").map(Selector::of).orElse(Selector.everything()),
        Field.object(pods, "podSelector").map(Selector::of).orElse(Selector.everything()));
  }

  private static Direction direction(JsonObject spec, String member, String peers) {
    List<JsonObject> rules = Field.objects(spec, member);
    boolean allows = false;
    Optional<String> opening = Optional.empty();
    for (int i = 0; i < rules.size(); i++) {
      String action = rules.get(i).string("action").orElse("").toLowerCase(Locale.ROOT);
      if (ALLOW.contains(action)) {
        allows = true;
        if (opening.isEmpty()) {
          opening = opening(rules.get(i), "spec." + member + "[" + i + "]", peers);
        }
      }
    }
    return new Direction(false, allows, opening, List.of());
  }

  private static Optional<String> opening(JsonObject rule, String path, String peers) {
    if (!Field.list(rule, "ports").isEmpty()) {
      return Optional.empty();
    }
    List<JsonObject> all = Field.objects(rule, peers);
    for (int i = 0; i < all.size(); i++) {
      JsonObject peer = all.get(i);
      boolean everyPod =
          (peer.raw("namespaces") != null || peer.raw("pods") != null) && pods(peer).isEverything();
      boolean everywhere =
          Field.list(peer, "networks").stream()
              .anyMatch(network -> Ranges.isEverywhere(Field.text(network, "a network")));
      if (everyPod || everywhere) {
        return Optional.of(path + "." + peers + "[" + i + "] is everything");
      }
    }
    return Optional.empty();
  }
}
