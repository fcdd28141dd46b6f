package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes chains and their heads, beside any number of others that do. Who loses a race reads again
 * and tries again.
 */
final class Writer {
  /** Each lost race means that another writer has won one, so this is patience enough. */
  private static final int MOST_ATTEMPTS = 100;

  private final Rows rows;
  private final Blobs checkpoints;
  private final Clusters clusters;

  Writer(Rows rows, Blobs checkpoints, Clusters clusters) {
    this.rows = rows;
    this.checkpoints = checkpoints;
    this.clusters = clusters;
  }

  /** One try; empty where it could only prepare the next one. */
  @FunctionalInterface
  private interface Attempt<T> {
    Optional<T> run() throws ConflictException;
  }

  private static <T> T untilWon(ClusterKey cluster, Attempt<T> attempt) {
    ConflictException last = new ConflictException(-1, "not tried");
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      try {
        Optional<T> won = attempt.run();
        if (won.isPresent()) {
          return won.get();
        }
      } catch (ConflictException lost) {
        last = lost;
      }
    }
    throw new UnavailableException(
        "other writers were always faster at " + cluster + "; try again", last);
  }

  /** Tries until the head stays while a commit is made and written. */
  Appended commit(Appending appending) {
    ClusterKey cluster = ClusterKey.of(appending.cluster());
    return untilWon(cluster, () -> commit(appending, cluster));
  }

  private Optional<Appended> commit(Appending appending, ClusterKey cluster)
      throws ConflictException {
    Reading reading = new Reading(rows, checkpoints, cluster);
    Optional<Row> row = reading.head();
    Known known = reading.known(row);
    Optional<Appended> done = appending.withoutCommit(known);
    if (done.isPresent()) {
      replace(row, appending.seen(known));
      return done;
    }
    if (row.isEmpty()) {
      begin(appending, cluster);
      return Optional.empty();
    }
    return Optional.of(write(row.get(), appending.step(known), cluster));
  }

  private void begin(Appending appending, ClusterKey cluster) throws ConflictException {
    clusters.list(appending.cluster(), appending.now());
    Head head = HeadRow.empty(appending.cluster(), appending.now());
    rows.commit(cluster.value(), List.of(new Write.Insert(Keys.HEAD, HeadRow.properties(head))));
  }

  private Appended write(Row head, Appending.Step step, ClusterKey cluster)
      throws ConflictException {
    step.checkpoint().ifPresent(blob -> checkpoints.putIfAbsent(blob.name(), blob.body()));
    Writing writing = new Writing(rows, cluster.value());
    try {
      writing.write(head, step.body(), step.commit(), step.head());
      return new Appended.Committed(step.commit());
    } catch (ConflictException lost) {
      if (writing.mayHaveLeftRows()) {
        sweepLost(cluster, step.commit().seq());
      }
      throw lost;
    }
  }

  /** Takes our own rows away, unless the race is still open: then they may yet be needed. */
  private void sweepLost(ClusterKey cluster, long seq) {
    new Reading(rows, checkpoints, cluster)
        .commit(seq)
        .ifPresent(new Sweep(rows, cluster.value())::around);
  }

  /**
   * Moves a mark of the head.
   *
   * @return whether it moved
   * @throws IllegalArgumentException when there is no such commit
   */
  boolean mark(ClusterKey cluster, long upToSeq, UnaryOperator<Head> change) {
    return untilWon(
        cluster,
        () -> {
          Optional<Row> row = rows.get(cluster.value(), Keys.HEAD);
          Optional<Head> head = row.map(HeadRow::head);
          if (head.isEmpty() || upToSeq > head.get().seq()) {
            throw new IllegalArgumentException(cluster + " has no commit " + upToSeq);
          }
          return Optional.of(
              replace(row, head.map(change).filter(next -> !next.equals(head.get()))));
        });
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
}
