package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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
  /** Each lost race means that another writer has won one, so this is patience enough. */
  private static final int MOST_ATTEMPTS = 100;

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
   * @param damaged takes what is in the list and no cluster
   */
  List<ListedCluster> clusters(Consumer<Problem> damaged) {
    return clusters.all(damaged);
  }

  /** The cluster as it is listed; empty where nothing was ever recorded. */
  public Optional<ListedCluster> listed(ClusterKey cluster) {
    return clusters.find(cluster);
  }

  /** Where the cluster's chain ends; empty where nothing was ever recorded. */
  public Optional<Head> head(ClusterKey cluster) {
    return reading(cluster).head().map(HeadRow::head).filter(head -> head.seq() > 0);
  }

  /** What is known of the cluster now. */
  public Known known(ClusterKey cluster) {
    Reading reading = reading(cluster);
    return known(reading, reading.head().map(HeadRow::head).filter(head -> head.seq() > 0));
  }

  private static Known known(Reading reading, Optional<Head> head) {
    if (head.isEmpty()) {
      return new Known(head, Optional.empty(), Map.of());
    }
    Commit newest = reading.newest(head.get());
    return new Known(
        head, Optional.of(newest), Collections.unmodifiableMap(reading.states(newest)));
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

  CheckpointPolicy policy() {
    return policy;
  }

  /** Tries until the head stays while a commit is made and written. */
  Appended commit(Appending appending) {
    ClusterKey cluster = ClusterKey.of(appending.cluster());
    ConflictException last = new ConflictException(-1, "not tried");
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      Reading reading = reading(cluster);
      Optional<Row> row = reading.head();
      Known known = known(reading, row.map(HeadRow::head).filter(head -> head.seq() > 0));
      Optional<Appended> done = appending.withoutCommit(known);
      if (done.isPresent()) {
        try {
          replace(row, appending.seen(known));
          return done.get();
        } catch (ConflictException changed) {
          last = changed;
          continue;
        }
      }
      if (row.isEmpty()) {
        begin(appending);
        continue;
      }
      Appending.Step step = appending.step(known);
      step.checkpoint().ifPresent(blob -> checkpoints.putIfAbsent(blob.name(), blob.body()));
      Writing writing = new Writing(rows, cluster.value());
      try {
        writing.write(row.get(), step.body(), step.commit(), step.head());
        return new Appended.Committed(step.commit());
      } catch (ConflictException lost) {
        last = lost;
        if (writing.mayHaveLeftRows()) {
          sweepLost(cluster, step.commit().seq());
        }
      }
    }
    throw new UnavailableException("other writers were always faster at " + cluster, last);
  }

  private void begin(Appending appending) {
    clusters.list(appending.cluster(), appending.now());
    Map<String, Object> head =
        HeadRow.properties(HeadRow.empty(appending.cluster(), appending.now()));
    try {
      rows.commit(
          ClusterKey.of(appending.cluster()).value(), List.of(new Write.Insert(Keys.HEAD, head)));
    } catch (ConflictException begun) {
      // by another writer; the next round reads its head
    }
  }

  /** Takes our own rows away, unless the race is still open: then they may yet be needed. */
  private void sweepLost(ClusterKey cluster, long seq) {
    reading(cluster).commit(seq).ifPresent(new Sweep(rows, cluster.value())::around);
  }

  /** The commit of this number, or empty where there is none or it was cut. */
  public Optional<Commit> commit(ClusterKey cluster, long seq) {
    return seq < 1 ? Optional.empty() : reading(cluster).commit(seq);
  }

  /** The transitions of a commit in the order of their keys, checked against its digest. */
  public List<Transition> transitions(Commit commit) {
    return reading(commit.cluster()).transitions(commit);
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
    return unlessCut(cluster, () -> search(cluster, at));
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
        cluster,
        () -> reading.head().map(HeadRow::head).flatMap(head -> newest(reading, head, at)));
  }

  private static Optional<Commit> newest(Reading reading, Head head, Instant at) {
    long low = head.cutBefore() - 1;
    long high = head.seq();
    Optional<Commit> found = Optional.empty();
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      Commit commit = reading.need(middle);
      if (commit.recordedAt().isAfter(at)) {
        high = middle - 1;
      } else {
        low = middle;
        found = Optional.of(commit);
      }
    }
    return found;
  }

  private AsOf search(ClusterKey cluster, Instant at) {
    Reading reading = reading(cluster);
    Optional<Head> head = reading.head().map(HeadRow::head);
    Optional<Commit> found = head.flatMap(each -> newest(reading, each, at));
    Map<FindingKey, State> states = found.map(reading::states).orElseGet(TreeMap::new);
    return new AsOf(
        found,
        Collections.unmodifiableMap(states),
        found.isEmpty() && head.map(Head::cutBefore).orElse(1L) > 1,
        reading.rowsRead());
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
   * @return whether the mark moved; it never moves back
   * @throws IllegalArgumentException when there is no such commit
   */
  public boolean markPlanned(ClusterKey cluster, long upToSeq) {
    return mark(cluster, upToSeq, head -> head.planned(upToSeq));
  }

  private boolean mark(ClusterKey cluster, long upToSeq, UnaryOperator<Head> change) {
    ConflictException last = new ConflictException(-1, "not tried");
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      Optional<Row> row = reading(cluster).head();
      Optional<Head> head = row.map(HeadRow::head);
      if (head.isEmpty() || upToSeq > head.get().seq()) {
        throw new IllegalArgumentException(cluster + " has no commit " + upToSeq);
      }
      try {
        return replace(row, head.map(change).filter(next -> !next.equals(head.get())));
      } catch (ConflictException changed) {
        last = changed;
      }
    }
    throw new UnavailableException("other writers were always faster at " + cluster, last);
  }

  private boolean replace(Optional<Row> row, Optional<Head> next) throws ConflictException {
    if (row.isEmpty() || next.isEmpty()) {
      return false;
    }
    rows.commit(
        row.get().partition(),
        List.of(new Write.Replace(Keys.HEAD, HeadRow.properties(next.get()), row.get().etag())));
    return true;
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
