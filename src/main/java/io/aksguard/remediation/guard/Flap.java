package io.aksguard.remediation.guard;

import io.aksguard.config.Bounds;
import io.aksguard.remediation.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Gives a fix up that somebody keeps taking back: that is decided elsewhere, as by Terraform, and a
 * fight would only disturb the cluster. It stays given up however much time passes, until a person
 * releases it. Pure.
 */
public record Flap(Bounds.Flap bounds) {

  /**
   * Why the fix is frozen.
   *
   * @param relapses when its control has failed again after a fix of ours that had held, in any
   *     order; those before a person released it do not count
   */
  public Optional<Hold> hold(List<Instant> relapses) {
    List<Instant> again = relapses.stream().sorted().toList();
    int most = bounds.failures();
    for (int last = most - 1; last < again.size(); last++) {
      Instant first = again.get(last - most + 1);
      if (!again.get(last).isAfter(first.plus(bounds.within()))) {
        return Optional.of(
            new Hold(
                "flap",
                "failed again %d times after its fix, from %s to %s: frozen until a person releases it"
                    .formatted(most, first, again.get(last))));
      }
    }
    return Optional.empty();
  }
}
