package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.finding.Transition;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What was known of each cluster, and since when: append-only and chained by hashes. Any number of
 * writers may use one store; src/docs/storage.md has its rows.
 *
 * <p>Every method throws {@link UnavailableException} when the store does not answer, after which
 * it can simply be called again, and {@link DamagedException} where it meets a row that the ledger
 * has not written so.
 */
public final class Ledger {
  private final Rows rows;
  private final Clusters clusters;
  private final Blobs checkpoints;
  private final Clock clock;
  private final CheckpointPolicy policy;

  /**
   * @param rows the table {@code ledger}
   * @param index the table {@code index}
   */
  public Ledger(Rows rows, Rows index, Blobs checkpoints, Clock clock) {
    this(rows, index, checkpoints, clock, CheckpointPolicy.STANDARD);
  }

  public Ledger(Rows rows, Rows index, Blobs checkpoints, Clock clock, CheckpointPolicy policy) {
    this.rows = rows;
    this.clusters = new Clusters(index);
    this.checkpoints = checkpoints;
    this.clock = clock;
    this.policy = policy;
  }

  /** All clusters of which anything was ever recorded, in the order of their keys. */
  public List<ListedCluster> clusters() {
    return clusters(
        problem -> {
          throw new DamagedException(problem);
        });
  }

  /**
   * The same, for those who must not stop at a damaged row.
   *
   * @param damaged takes what is in the list and no cluster
   */
  public List<ListedCluster> clusters(Consumer<Problem> damaged) {
    return clusters.all(damaged);
  }

  /** The cluster as it is listed; empty where nothing was ever recorded. */
  public Optional<ListedCluster> listed(ClusterKey cluster) {
    return clusters.find(cluster);
  }

  /** Where the cluster's chain ends; empty where nothing was ever recorded. */
  public Optional<Head> head(ClusterKey cluster) {
    return HeadRow.begun(reading(cluster).head());
  }

  /** What is known of the cluster now. */
  public Known known(ClusterKey cluster) {
    Reading reading = reading(cluster);
    return reading.known(reading.head());
  }

  /**
   * Records what has moved since the last commit. Where nothing has, the head remembers how new the
   * evidence was, so that a slower writer cannot record what it had read before. May be called
   * again after any failure: what is already known is not recorded twice.
   *
   * @throws UnavailableException also when other writers were always faster
   */
  public Appended append(Draft draft) {
    return commit(new Appending(draft, policy, Times.recorded(clock.instant())));
  }

  /**
   * Records what becomes of intents; what was found stays as it is. May be called again after any
   * failure, as long as {@code next} gives the same where nothing has moved.
   *
   * @param cause the step, one line
   * @param next from what is known to all intents as they are to be, by control; asked again where
   *     another writer was faster
   */
  public Appended move(ArmId cluster, String cause, Function<Known, Map<String, Intent>> next) {
    Instant now = clock.instant();
    return commit(
        new Appending(
            cluster,
            known -> Draft.of(known, cluster, cause, now, next.apply(known)),
            policy,
            Times.recorded(now),
            0));
  }

  CheckpointPolicy policy() {
    return policy;
  }

  /** Writes the commit that is being made, if there is anything to commit. */
  Appended commit(Appending appending) {
    return new Writer(rows, checkpoints, clusters).commit(appending);
  }

  /** The commit of this number, or empty where there is none or it was cut. */
  public Optional<Commit> commit(ClusterKey cluster, long seq) {
    return seq < 1 ? Optional.empty() : reading(cluster).commit(seq);
  }

  /** The transitions of a commit in the order of their keys, checked against its digest. */
  public List<Transition> transitions(Commit commit) {
    return reading(commit.cluster()).transitions(commit);
  }

  /** The moves of intents of a commit, by control, checked against its digest. */
  public List<Move> moves(Commit commit) {
    return reading(commit.cluster()).moves(commit);
  }

  /**
   * The commits behind one, in ascending order; those that were cut are left out.
   *
   * @param afterSeq 0 for all
   */
  public List<Commit> commits(ClusterKey cluster, long afterSeq, int most) {
    return unlessCut(cluster, () -> page(cluster, afterSeq, most));
  }

  private List<Commit> page(ClusterKey cluster, long afterSeq, int most) {
    Optional<Head> head = head(cluster);
    if (head.isEmpty() || most < 1) {
      return List.of();
    }
    long from = Math.max(afterSeq + 1, head.get().cutBefore());
    long to = Math.min(head.get().seq(), from + most - 1);
    return from > to ? List.of() : reading(cluster).commits(from, to);
  }

  /** What was known at an instant, that is: recorded by then. */
  public AsOf asOf(ClusterKey cluster, Instant at) {
    return unlessCut(cluster, () -> reading(cluster).asOf(at));
  }

  /** Reads again where a cut took rows away meanwhile: that is no damage. */
  private <T> T unlessCut(ClusterKey cluster, Supplier<T> read) {
    Optional<Long> before = head(cluster).map(Head::cutBefore);
    try {
      return read.get();
    } catch (DamagedException e) {
      if (head(cluster).map(Head::cutBefore).equals(before)) {
        throw e;
      }
      return read.get();
    }
  }

  /** The newest commit that was recorded by then, or empty where there was none or it was cut. */
  public Optional<Commit> newest(ClusterKey cluster, Instant at) {
    Reading reading = reading(cluster);
    return unlessCut(
        cluster, () -> reading.head().map(HeadRow::head).flatMap(head -> reading.newest(head, at)));
  }

  /**
   * Remembers that the notices of all commits up to this one were published, after {@link #sweep}
   * over them.
   *
   * @return whether the mark moved; it never moves back
   * @throws IllegalArgumentException when there is no such commit
   */
  public boolean markNoticed(ClusterKey cluster, long upToSeq) {
    sweep(cluster, upToSeq);
    return mark(cluster, upToSeq, head -> head.noticed(upToSeq));
  }

  /**
   * Remembers that plans were made for all commits up to this one.
   *
   * @param rules names what they were made by
   * @return whether the mark moved; it never moves back
   * @throws IllegalArgumentException when there is no such commit
   */
  public boolean markPlanned(ClusterKey cluster, long upToSeq, String rules) {
    return mark(cluster, upToSeq, head -> head.planned(upToSeq, rules));
  }

  private boolean mark(ClusterKey cluster, long upToSeq, UnaryOperator<Head> change) {
    return new Writer(rows, checkpoints, clusters).mark(cluster, upToSeq, change);
  }

  /**
   * Deletes what writers that lost a race have left under the numbers behind the mark of {@link
   * #markNoticed} up to this one.
   *
   * @return how many rows
   */
  public int sweep(ClusterKey cluster, long upToSeq) {
    Optional<Head> head = head(cluster);
    if (head.isEmpty()) {
      return 0;
    }
    Reading reading = reading(cluster);
    Sweep sweep = new Sweep(rows, cluster.value());
    int deleted = 0;
    long from = Math.max(head.get().noticedSeq() + 1, head.get().cutBefore());
    for (long seq = from; seq <= Math.min(upToSeq, head.get().seq()); seq++) {
      deleted += sweep.around(reading.need(seq));
    }
    return deleted;
  }

  private Reading reading(ClusterKey cluster) {
    return new Reading(rows, checkpoints, cluster);
  }
}
