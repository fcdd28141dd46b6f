package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A head as a row, and back. A head with the sequence number 0 stands before the first commit. */
final class HeadRow {
  private HeadRow() {}

  /** What stands before the first commit, so that even its rows are guarded by a head. */
  static Head empty(ArmId id, Instant now) {
    return new Head(ClusterKey.of(id), id, 0, "", now, 0, 0, "", 0, 1, Map.of());
  }

  static Map<String, Object> properties(Head head) {
    Map<String, Object> row = new HashMap<>();
    row.put("cluster", head.id().value());
    row.put("seq", head.seq());
    row.put("hash", head.hash());
    row.put("recordedAt", Times.text(head.recordedAt()));
    row.put("noticedSeq", head.noticedSeq());
    row.put("plannedSeq", head.plannedSeq());
    row.put("plannedBy", head.plannedBy());
    row.put("checkpointSeq", head.checkpointSeq());
    row.put("cutBefore", head.cutBefore());
    row.put("observed", Times.text(head.observed()));
    row.put(Canonical.SEAL, Canonical.sealOfHead(row));
    return row;
  }

  /** The head of a chain that has a commit; else empty. */
  static Optional<Head> begun(Optional<Row> row) {
    return row.map(HeadRow::head).filter(head -> head.seq() > 0);
  }

  /**
   * @throws DamagedException where the row is none of ours, or was changed
   */
  static Head head(Row row) {
    Place place = new Place(row.partition());
    String seal = Canonical.sealOfHead(row.properties());
    if (!row.text(Canonical.SEAL).equals(Optional.of(seal))) {
      throw place.damaged(
          row.key(), "seal is " + row.text(Canonical.SEAL).orElse("absent"), "seal " + seal);
    }
    try {
      Head head =
          new Head(
              new ClusterKey(row.partition()),
              new ArmId(row.needText("cluster")),
              row.needNumber("seq"),
              row.needText("hash"),
              Instant.parse(row.needText("recordedAt")),
              row.needNumber("noticedSeq"),
              row.needNumber("plannedSeq"),
              // Absent in rows of the time before plans were made anew by other rules.
              row.text("plannedBy").orElse(""),
              row.needNumber("checkpointSeq"),
              row.needNumber("cutBefore"),
              Times.instants(row.text("observed").orElse("{}")));
      if (!ClusterKey.of(head.id()).equals(head.cluster())) {
        throw place.damaged(
            row.key(), "cluster is " + head.id(), "a cluster with the key " + head.cluster());
      }
      return head;
    } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
      throw place.damaged(row.key(), String.valueOf(e.getMessage()), "a head");
    }
  }
}
