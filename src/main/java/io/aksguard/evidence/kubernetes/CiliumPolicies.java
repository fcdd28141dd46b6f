package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy: a rule in {@code spec}, others in {@code
 * specs}. A rule isolates a direction that it has allowing or denying rules for, unless {@code
 * enableDefaultDeny} says otherwise, and a rule without any peer or port allows nothing
 * (https://docs.cilium.io/en/stable/security/policy/).
 */
final class CiliumPolicies {
  private CiliumPolicies() {}

  static List<Clause> clauses(JsonObject policy) {
    Optional<String> namespace =
        "CiliumNetworkPolicy".equals(policy.raw("kind"))
            ? Optional.of(policy.string("namespace").orElse(""))
            : Optional.empty();
    List<Clause> clauses = new ArrayList<>();
    Optional<JsonObject> spec = Field.object(policy, "spec");
    spec.ifPresent(rule -> add(clauses, namespace, rule, "spec"));
    List<JsonObject> specs = Field.objects(policy, "specs");
    for (int i = 0; i < specs.size(); i++) {
      add(clauses, namespace, specs.get(i), "specs[" + i + "]");
    }
    return clauses;
  }

  private static void add(
      List<Clause> clauses, Optional<String> namespace, JsonObject rule, String path) {
    Optional<JsonObject> endpoints = Field.object(rule, "endpointSelector");
    if (endpoints.isEmpty()) {
      return; // a nodeSelector: about hosts, not pods
    }
    clauses.add(
        new Clause(
            SelectedPods.ofCilium(namespace, endpoints.get()),
            direction(rule, path, "ingress", "from"),
            direction(rule, path, "egress", "to")));
  }

  private static Direction direction(JsonObject rule, String path, String member, String peers) {
    List<JsonObject> allowing = Field.objects(rule, member);
    boolean hasRules = !allowing.isEmpty() || !Field.list(rule, member + "Deny").isEmpty();
    boolean isolates =
        Field.object(rule, "enableDefaultDeny")
            .map(d -> d.raw(member))
            .map(Boolean.TRUE::equals)
            .orElse(hasRules);
    boolean allows = false;
    Optional<String> opening = Optional.empty();
    for (int i = 0; i < allowing.size(); i++) {
      allows |= allowsAnything(allowing.get(i));
      if (opening.isEmpty()) {
        opening = opening(allowing.get(i), path + "." + member + "[" + i + "]", peers);
      }
    }
    return new Direction(isolates, allows, opening, List.of());
  }

  private static boolean allowsAnything(JsonObject rule) {
    return rule.entries().stream()
        .map(Map.Entry::getValue)
        .anyMatch(
            value ->
                !(value instanceof JsonArray array
                    && array.rest().isEmpty()
                    && array.known().isEmpty()));
  }

  private static Optional<String> opening(JsonObject rule, String path, String peers) {
    if (!Field.list(rule, "toPorts").isEmpty() || !Field.list(rule, "icmps").isEmpty()) {
      return Optional.empty();
    }
    Set<String> entities = new HashSet<>();
    Field.list(rule, peers + "Entities").forEach(e -> entities.add(Field.text(e, "an entity")));
    if (entities.contains("all") || entities.containsAll(Set.of("world", "cluster"))) {
      return Optional.of(path + "." + peers + "Entities is everything");
    }
    for (Object cidr : Field.list(rule, peers + "CIDR")) {
      if (Ranges.isEverywhere(Field.text(cidr, "a range"))) {
        return Optional.of(path + "." + peers + "CIDR is " + cidr);
      }
    }
    for (JsonObject set : Field.objects(rule, peers + "CIDRSet")) {
      Optional<String> cidr = set.string("cidr").filter(Ranges::isEverywhere);
      if (cidr.isPresent() && Field.list(set, "except").isEmpty()) {
        return Optional.of(path + "." + peers + "CIDRSet is " + cidr.get());
      }
    }
    return Optional.empty();
  }
}
