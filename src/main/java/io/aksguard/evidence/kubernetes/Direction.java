package io.aksguard.evidence.kubernetes;

import java.util.List;
import java.util.Optional;

/**
 * What one rule of a policy does to ingress or to egress of the pods that it is about.
 *
 * @param isolates whether nothing is admitted but what rules allow
 * @param allows whether any rule allows anything
 * @param opening the rule that allows everything, and why; empty where none does
 * @param peers the pods of the same namespace that rules name, with where they stand
 */
record Direction(boolean isolates, boolean allows, Optional<String> opening, List<Peer> peers) {
  /** Pods that a rule names. */
  record Peer(String path, Selector pods) {}

  /** A policy that has no say in this direction. */
  static final Direction UNTOUCHED = new Direction(false, false, Optional.empty(), List.of());

  /** Isolates and allows nothing: whom it selects is shut off. */
  boolean denies() {
    return isolates && !allows;
  }
}
