package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A commit as a row, and back. */
final class CommitRow {
  private CommitRow() {}

  /** The properties without the hash, which is made of them. */
  private static Map<String, Object> unhashed(Commit commit) {
    Map<String, Object> row = new HashMap<>();
    row.put("cluster", commit.id().value());
    row.put("seq", commit.seq());
    row.put("recordedAt", Times.text(commit.recordedAt()));
    row.put("judgedAt", commit.judgedAt().toString());
    row.put("cause", commit.cause());
    row.put("transitions", (long) commit.transitions());
    if (commit.moves() > 0) {
      row.put("moves", (long) commit.moves());
    }
    row.put("digest", commit.digest());
    row.put("previous", commit.previous());
    row.put("config", commit.configDigest());
    row.put("catalogue", commit.catalogueDigest());
    row.put("evidence", commit.evidence());
    row.put("checkpoint", commit.checkpoint());
    row.put("checkpointSeq", commit.checkpointSeq());
    row.put("checkpointAt", Times.text(commit.checkpointAt()));
    row.put("sinceCheckpoint", commit.sinceCheckpoint());
    row.put("observed", Times.text(commit.observed()));
    row.put("open", commit.counts().open());
    row.put("waived", commit.counts().waived());
    row.put("passed", commit.counts().passed());
    row.put("notApplicable", commit.counts().notApplicable());
    row.put("unknown", commit.counts().unknown());
    row.put("controls", commit.counts().controls());
    row.put("covered", commit.counts().covered());
    row.put("gone", commit.gone());
    row.put("cutBefore", commit.cutBefore());
    return row;
  }

  static String hash(Commit commit) {
    return Canonical.hash(unhashed(commit));
  }

  static Map<String, Object> properties(Commit commit) {
    Map<String, Object> row = unhashed(commit);
    row.put(Canonical.HASH, commit.hash());
    return row;
  }

  /**
   * @throws IllegalStateException where the row is none of ours
   * @throws IllegalArgumentException where a text in it is none of ours
   * @throws java.time.DateTimeException where an instant in it is none
   * @throws java.io.UncheckedIOException where the sections in it are no JSON
   */
  static Commit commit(Row row) {
    return new Commit(
        new ClusterKey(row.partition()),
        new ArmId(row.needText("cluster")),
        row.needNumber("seq"),
        Instant.parse(row.needText("recordedAt")),
        Instant.parse(row.needText("judgedAt")),
        row.needText("cause"),
        Math.toIntExact(row.needNumber("transitions")),
        Math.toIntExact(row.number("moves").orElse(0L)),
        row.needText("digest"),
        row.needText("previous"),
        row.needText(Canonical.HASH),
        row.needText("config"),
        row.needText("catalogue"),
        row.needText("evidence"),
        row.needText("checkpoint"),
        row.needNumber("checkpointSeq"),
        Instant.parse(row.needText("checkpointAt")),
        row.needNumber("sinceCheckpoint"),
        Times.instants(row.needText("observed")),
        new Counts(
            row.needNumber("open"),
            row.needNumber("waived"),
            row.needNumber("passed"),
            row.needNumber("notApplicable"),
            row.needNumber("unknown"),
            row.needNumber("controls"),
            row.needNumber("covered")),
        row.flag("gone"),
        row.needNumber("cutBefore"));
  }
}
