package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.Diff;
import io.aksguard.finding.Finding;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.history.Appended;
import io.aksguard.history.Commit;
import io.aksguard.history.Draft;
import io.aksguard.history.Ledger;
import io.aksguard.storage.Blobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records an audit that nobody's event asked for, such as one of files, cluster by cluster. A
 * cluster that is missing from it is not recorded as gone: the audit may be of a part.
 */
public final class Recording {
  private final Ledger ledger;
  private final Blobs evidence;
  private final String cause;
  private final Instant at;
  private final String configDigest;
  private final String catalogueDigest;
  private final List<String> refused = new ArrayList<>();
  private int commits;
  private int unchanged;

  /**
   * @param evidence where that is kept which led to a failure
   * @param cause one line
   * @param at the instant that the verdicts were asked for
   */
  public Recording(
      Ledger ledger,
      Blobs evidence,
      String cause,
      Instant at,
      String configDigest,
      String catalogueDigest) {
    this.ledger = ledger;
    this.evidence = evidence;
    this.cause = cause;
    this.at = at;
    this.configDigest = configDigest;
    this.catalogueDigest = catalogueDigest;
  }

  /** Records what has moved of one cluster, or remembers why it cannot be recorded. */
  public void record(Evidence read, List<Finding> findings) {
    Optional<ArmId> cluster =
        ArmId.parse(read.resource()).filter(id -> id.cluster().equals(Optional.of(id)));
    if (cluster.isEmpty()) {
      refused.add(read.resource() + ": the input has no resource id of a cluster");
    } else if (read.observedAt("cluster") == null) {
      refused.add(read.resource() + ": a template is no cluster that anybody has observed");
    } else {
      append(cluster.get(), read, Diff.states(findings));
    }
  }

  private void append(ArmId cluster, Evidence read, Map<FindingKey, State> states) {
    Optional<Instant> last =
        ledger
            .head(ClusterKey.of(cluster))
            .flatMap(head -> ledger.commit(ClusterKey.of(cluster), head.seq()))
            .map(Commit::judgedAt);
    if (last.isPresent() && at.isBefore(last.get())) {
      refused.add(
          "%s: it was judged as of %s, and the ledger's last commit as of %s; leave --at out, or record into another ledger"
              .formatted(cluster, at, last.get()));
      return;
    }
    Appended appended =
        ledger.append(
            new Draft(
                cluster,
                cause,
                at,
                configDigest,
                catalogueDigest,
                Judging.observed(read),
                () -> EvidenceFile.keep(read, evidence),
                states,
                false));
    if (appended instanceof Appended.Stale stale) {
      refused.add(
          "%s: section '%s' was observed at %s, and the ledger rests on what was seen at %s"
              .formatted(cluster, stale.section(), stale.observed(), stale.recorded()));
    } else if (appended.commit().isPresent()) {
      commits++;
    } else {
      unchanged++;
    }
  }

  /** Clusters of which something had moved. */
  public int commits() {
    return commits;
  }

  /** Clusters of which nothing had moved. */
  public int unchanged() {
    return unchanged;
  }

  /** Why clusters were not recorded, a sentence each. */
  public List<String> refused() {
    return List.copyOf(refused);
  }
}
