package io.aksguard.remediation.guard;

import io.aksguard.config.Bounds;
import io.aksguard.remediation.Hold;
import io.aksguard.storage.UnavailableException;
import java.util.Map;
import java.util.Optional;

/** Lets the clusters of the ring go first: what breaks, breaks there. */
public final class Ring {
  private final Breaker breaker;
  private final Optional<Bounds.Ring> ring;

  /**
   * @param breaker whose rows know where the fix was verified
   * @param ring empty where no cluster goes first
   */
  public Ring(Breaker breaker, Optional<Bounds.Ring> ring) {
    this.breaker = breaker;
    this.ring = ring;
  }

  /**
   * Whether the cluster is one of those that go first.
   *
   * @param cluster its ARM id
   * @param tags of the cluster; empty where they could not be read: then it is none of them
   */
  public boolean has(String cluster, Optional<Map<String, String>> tags) {
    return ring.flatMap(known -> known.clusters().holds(cluster, tags)).orElse(false);
  }

  /**
   * Why the fix has to wait.
   *
   * @param cluster its ARM id
   * @param tags of the cluster; empty where they could not be read
   * @param waiting how many clusters of the ring need the fix, may get it, and do not have it yet
   */
  public Optional<Hold> hold(
      ControlVersion control, String cluster, Optional<Map<String, String>> tags, int waiting) {
    if (ring.isEmpty() || has(cluster, tags)) {
      return Optional.empty();
    }
    try {
      return decide(ring.get(), control, breaker.verifiedOfRing(control), waiting);
    } catch (UnavailableException e) {
      return held("what the ring has verified could not be read: " + e.getMessage());
    }
  }

  /**
   * Pure.
   *
   * @param verified clusters of the ring that have the fix
   */
  static Optional<Hold> decide(
      Bounds.Ring ring, ControlVersion control, int verified, int waiting) {
    if (ring.verified() > 0) {
      return verified >= ring.verified()
          ? Optional.empty()
          : held(
              "%d of %d clusters of the ring have %s verified, and %d wait for it"
                  .formatted(verified, ring.verified(), control, waiting));
    }
    if (verified == 0 && waiting == 0) {
      return held("no cluster of the ring needs " + control + ": nothing shows that it works");
    }
    return verified > 0 && waiting == 0
        ? Optional.empty()
        : held(
            "%d clusters of the ring have %s verified, and %d wait for it"
                .formatted(verified, control, waiting));
  }

  private static Optional<Hold> held(String reason) {
    return Optional.of(new Hold("ring", reason));
  }
}
