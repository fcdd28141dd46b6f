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
   * A fix of ours that has held, and did not any more.
   *
   * @param verifiedAt when it was found to hold
   * @param failedAgainAt when its control had failed again
   */
  public record Round(Instant verifiedAt, Instant failedAgainAt) {
    /**
     * @throws IllegalArgumentException when it failed again before it held
     */
    public Round {
      if (failedAgainAt.isBefore(verifiedAt)) {
        throw new IllegalArgumentException(failedAgainAt + " is before " + verifiedAt);
      }
    }
  }

  /**
   * Why the fix is frozen.
   *
   * @param rounds all of one control in one cluster, in any order
   * @param releasedAt when a person released it last: what was before does not count; {@link
   *     Instant#MIN} where nobody has
   */
  public Optional<Hold> hold(List<Round> rounds, Instant releasedAt) {
    List<Instant> again =
        rounds.stream().map(Round::failedAgainAt).filter(releasedAt::isBefore).sorted().toList();
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
