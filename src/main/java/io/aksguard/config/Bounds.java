package io.aksguard.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Within what bounds fixes are carried out. The defaults are those of the design (section 6), which
 * a customer changes in guard.yaml.
 *
 * @param quotaShare percent of AKS' own quota of writes that AKS Guard may use; the rest is the
 *     customer's
 * @param ring clusters that go first; empty where none do
 * @param approvalExpiresAfter how long a person has to decide about a fix
 * @param asksWithoutEtag whether a person decides, also about what is automatic, where no ETag
 *     keeps a write from undoing another's of the same moment
 */
public record Bounds(
    Breaker breaker,
    int quotaShare,
    Optional<Ring> ring,
    Flap flap,
    List<Blackout> blackouts,
    Duration approvalExpiresAfter,
    boolean asksWithoutEtag) {
  /** Where the customer has decided nothing. */
  public static final Bounds DEFAULT =
      new Bounds(
          new Breaker(5, 10, 2),
          50,
          Optional.empty(),
          new Flap(3, Duration.ofDays(7)),
          List.of(),
          Duration.ofHours(72),
          true);

  public Bounds {
    blackouts = List.copyOf(blackouts);
  }

  /**
   * How many clusters may be at risk at a time, and when nothing more is risked.
   *
   * @param perControl percent of the clusters that a control version targets; at least one cluster
   * @param fleet percent of all clusters; at least one cluster
   * @param failures failed verifications of a control version with which it stops
   */
  public record Breaker(int perControl, int fleet, int failures) {}

  /**
   * Clusters on which a fix is tried first.
   *
   * @param verified how many of them must have it before others get it; 0 for all that need it, and
   *     one at least
   */
  public record Ring(Selector clusters, int verified) {}

  /**
   * When a fix that somebody keeps taking back is given up.
   *
   * @param failures how often the control has failed again after a fix of ours
   * @param within how long lies between the first and the last of them at most
   */
  public record Flap(int failures, Duration within) {}
}
