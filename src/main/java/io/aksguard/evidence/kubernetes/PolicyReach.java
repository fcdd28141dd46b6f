package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one policy comes to: whom it selects, what it opens, and which of its peers nobody is. */
final class PolicyReach {
  private final PolicyCoverage coverage;
  private final JsonObject policy;
  private final Optional<Gap> hidden;
  private final Set<Integer> selected = new HashSet<>();
  private final List<Object> missing = new ArrayList<>();
  private boolean possiblyMore;

  PolicyReach(PolicyCoverage coverage, JsonObject policy, Optional<Gap> hidden) {
    this.coverage = coverage;
    this.policy = policy;
    this.hidden = hidden;
  }

  /** The members that the join adds to the policy. */
  Map<String, Object> members() {
    List<Clause> clauses;
    try {
      clauses = Clause.of(policy);
      for (Clause clause : clauses) {
        apply(clause);
      }
    } catch (GapException e) {
      return unclear(e.gap());
    }
    Map<String, Object> members = new LinkedHashMap<>();
    if (!clauses.isEmpty()) {
      members.put("selects", selects());
    }
    members.put(
        "selectsAll", clauses.stream().anyMatch(clause -> clause.subject().pods().selectsAll()));
    List<String> openings = new ArrayList<>();
    clauses.forEach(clause -> clause.ingress().opening().ifPresent(openings::add));
    members.put("allowsAllIngress", !openings.isEmpty());
    int before = openings.size();
    clauses.forEach(clause -> clause.egress().opening().ifPresent(openings::add));
    members.put("allowsAllEgress", openings.size() > before);
    members.put("openings", JsonArray.of(openings));
    members.put("danglingPeers", JsonArray.of(missing));
    return members;
  }

  private void apply(Clause clause) {
    Optional<String> own = clause.subject().namespace();
    if (own.isPresent()) {
      apply(clause, own.get());
      peers(clause.ingress(), own.get());
      peers(clause.egress(), own.get());
      return;
    }
    for (Namespace namespace : coverage.population().namespaces()) {
      try {
        if (namespace.isSelectedBy(clause.subject().namespaces())) {
          apply(clause, namespace.name());
        }
      } catch (GapException e) {
        possiblyMore = true;
        unclear(namespace.name(), e.gap());
      }
    }
  }

  /** What isolates nothing changes nobody's coverage, whomever it selects. */
  private void unclear(String namespace, Gap gap) {
    if (!policy.string("kind").orElse("").endsWith("AdminNetworkPolicy")) {
      coverage.unclear(namespace, gap);
    }
  }

  private void apply(Clause clause, String namespace) {
    Population.Found found = coverage.population().find(namespace, clause.subject().pods());
    for (Pods pods : found.certain()) {
      if (pods.ownNetwork()) {
        selected.add(pods.index());
      }
    }
    possiblyMore |= !found.possible().isEmpty();
    coverage.apply(policy.string("name").orElse(""), clause, namespace, found);
  }

  private void peers(Direction direction, String namespace) {
    for (Direction.Peer peer : direction.peers()) {
      Population.Found found = coverage.population().find(namespace, peer.pods());
      if (found.certain().isEmpty() && found.possible().isEmpty()) {
        missing.add(hidden.isPresent() ? hidden.get() : peer.path());
      }
    }
  }

  /** A number, or the gap that hides whether it is more than none. */
  private Object selects() {
    if (selected.isEmpty() && hidden.isPresent()) {
      return hidden.get();
    }
    return selected.isEmpty() && possiblyMore
        ? new Gap("labels that it asks for are not known")
        : (Object) (long) selected.size();
  }

  private Map<String, Object> unclear(Gap gap) {
    Optional<String> own = policy.string("namespace").filter(name -> !name.isEmpty());
    if (own.isPresent()) {
      unclear(own.get(), gap);
    } else {
      coverage.population().namespaces().forEach(n -> unclear(n.name(), gap));
    }
    return Map.of(
        "selects", gap,
        "selectsAll", gap,
        "allowsAllIngress", gap,
        "allowsAllEgress", gap,
        "openings", gap,
        "danglingPeers", gap);
  }
}
