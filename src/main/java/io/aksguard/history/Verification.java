package io.aksguard.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a verification of the whole ledger has found. */
public sealed interface Verification {
  Seen seen();

  /**
   * What was looked at.
   *
   * @param notYetAnchored commits behind the newest anchor: they are consistent, but whoever can
   *     write the tables could have replaced them
   * @param newestAnchor when it was written; empty where there is none
   * @param remarks sentences on what is in order, yet worth knowing
   */
  record Seen(
      int clusters,
      long commits,
      long transitions,
      int anchors,
      long notYetAnchored,
      Optional<Instant> newestAnchor,
      List<String> remarks) {
    public Seen {
      remarks = List.copyOf(remarks);
    }
  }

  /** Every row is as the ledger wrote it. */
  record Good(Seen seen) implements Verification {}

  /**
   * Something is not.
   *
   * @param first by cluster, then by number; anchors come last
   * @param others the first one of each other cluster, and of the anchors
   */
  record Bad(Problem first, List<Problem> others, Seen seen) implements Verification {
    public Bad {
      others = List.copyOf(others);
    }
  }
}
