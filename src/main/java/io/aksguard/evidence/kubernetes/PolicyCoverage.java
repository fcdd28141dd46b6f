package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which network policies govern which workloads and namespaces. Policies only add to what is
 * allowed, so each is looked at once, and only at the pods that share one of its labels.
 */
final class PolicyCoverage {
  private final Population population;
  private final Side ingress;
  private final Side egress;
  private final List<Object> policies = new ArrayList<>();

  /**
   * @param hidden why there may be workloads or namespaces that are not known, where there may
   */
  PolicyCoverage(Population population, JsonArray policies, Optional<Gap> hidden) {
    this.population = population;
    this.ingress = new Side(policies.rest());
    this.egress = new Side(policies.rest());
    for (JsonObject policy : policies.objects()) {
      this.policies.add(policy.with(new PolicyReach(this, policy, hidden).members()));
    }
    policies.rest().ifPresent(this.policies::add);
  }

  /** The policies, each with what it comes to. */
  JsonArray policies() {
    return JsonArray.of(policies);
  }

  /** What governs a workload. */
  Map<String, Object> ofWorkload(int index) {
    return Map.of(
        "ingressPolicies", ingress.workloads.of(index),
        "egressPolicies", egress.workloads.of(index));
  }

  /** What governs a namespace. */
  Map<String, Object> ofNamespace(String name) {
    return Map.of(
        "ingressPolicies", ingress.namespaces.of(name),
        "egressPolicies", egress.namespaces.of(name),
        "deniesIngress", ingress.denies(name),
        "deniesEgress", egress.denies(name),
        "opensIngress", ingress.opening.of(name),
        "opensEgress", egress.opening.of(name));
  }

  Population population() {
    return population;
  }

  /** A clause of a policy, in one of the namespaces that it looks into. */
  void apply(String policy, Clause clause, String namespace, Population.Found found) {
    ingress.apply(policy, clause, clause.ingress(), namespace, found);
    egress.apply(policy, clause, clause.egress(), namespace, found);
  }

  /** A policy of which it cannot be told whom it selects there. */
  void unclear(String namespace, Gap gap) {
    for (Side side : List.of(ingress, egress)) {
      side.namespaces.add(namespace, gap);
      side.opening.add(namespace, gap);
      side.denying.add(namespace, gap);
      population.in(namespace).forEach(pods -> side.workloads.add(pods.index(), gap));
    }
  }

  /** One of the two directions. */
  private static final class Side {
    private final Names<Integer> workloads;
    private final Names<String> namespaces;
    private final Names<String> denying;
    private final Names<String> opening;

    private Side(Optional<Gap> rest) {
      workloads = new Names<>(rest);
      namespaces = new Names<>(rest);
      denying = new Names<>(rest);
      opening = new Names<>(rest);
    }

    private void apply(
        String policy,
        Clause clause,
        Direction direction,
        String namespace,
        Population.Found found) {
      boolean whole = clause.subject().pods().selectsAll();
      if (direction.isolates() && (whole || clause.subject().namespace().isPresent())) {
        namespaces.add(namespace, policy);
      }
      if (direction.denies() && whole) {
        denying.add(namespace, policy);
      }
      if (direction.opening().isPresent() && whole) {
        opening.add(namespace, policy);
      }
      if (direction.isolates()) {
        for (Pods pods : found.certain()) {
          if (pods.ownNetwork()) {
            workloads.add(pods.index(), policy);
          }
        }
        for (Pods pods : found.possible()) {
          workloads.add(pods.index(), pods.gap().orElseThrow());
        }
      }
    }

    /** True, false, or the gap that hides it. */
    private Object denies(String namespace) {
      JsonArray policies = denying.of(namespace);
      return policies.known().isEmpty() && policies.rest().isPresent()
          ? policies.rest().get()
          : (Object) !policies.known().isEmpty();
    }
  }
}
