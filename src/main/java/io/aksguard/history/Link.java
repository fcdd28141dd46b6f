package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Row;
import java.io.UncheckedIOException;
import java.time.DateTimeException;

/**
 * Verifies one commit of a chain, as its row stands there.
 *
 * @param place its partition
 * @param key of the row
 */
record Link(Place place, String key) {

  /** The commit in its row, which has the hash, the number and the cluster that it must have. */
  Commit commit(Row row, long seq, ClusterKey cluster) {
    String hash = Canonical.hash(row.properties());
    expect("hash", row.text(Canonical.HASH).orElse("absent"), hash);
    Commit commit;
    try {
      commit = CommitRow.commit(row);
    } catch (IllegalStateException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException
        | ClassCastException
        | UncheckedIOException e) {
      throw place.damaged(key, String.valueOf(e.getMessage()), "a commit");
    }
    expect("seq", commit.seq(), seq);
    expect("cluster's key", ClusterKey.of(commit.id()), cluster);
    return commit;
  }

  /** Nothing stands before it. */
  void isFirst(Commit commit) {
    if (commit.seq() == 1) {
      expect("previous", commit.previous(), "");
    } else if (commit.checkpoint().isEmpty()) {
      throw place.damaged(key, "has no checkpoint", "one, where a cut ends");
    }
  }

  /** It goes on where the other one has ended. */
  void follows(Commit commit, Commit before) {
    boolean kept = !commit.checkpoint().isEmpty();
    expect("previous", commit.previous(), before.hash());
    expect(
        "recordedAt",
        commit.recordedAt().isBefore(before.recordedAt()) ? commit.recordedAt() : "in order",
        "in order");
    expect("checkpointSeq", commit.checkpointSeq(), kept ? commit.seq() : before.checkpointSeq());
    expect(
        "sinceCheckpoint",
        commit.sinceCheckpoint(),
        kept ? 0 : before.sinceCheckpoint() + commit.rows());
    boolean cutGoesBack =
        commit.cutBefore() < before.cutBefore()
            || commit.cutBefore() > Math.max(1, commit.seq() - 1);
    expect("cutBefore", cutGoesBack ? commit.cutBefore() : before.cutBefore(), before.cutBefore());
  }

  private void expect(String what, Object actual, Object expected) {
    place.expect(key, what, actual, expected);
  }
}
