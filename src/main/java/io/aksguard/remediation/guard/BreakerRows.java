package io.aksguard.remediation.guard;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The breaker's partition of the table {@code index}: one, so that permits and the counts of them
 * change in one batch. Every batch that changes a permit replaces the fleet's row by its ETag, so
 * what was read after it still holds when the batch succeeds.
 */
final class BreakerRows {
  private static final String PARTITION = "breaker";

  /** One row: how many clusters are at risk. */
  static final String FLEET = "fleet";

  private static final String CIRCUIT = "c|";
  private static final String PERMIT = "p|";
  private static final String DONE = "d|";
  private static final String RING = "r|";
  private static final int MOST_ROWS = 5_000;

  private final Rows rows;

  BreakerRows(Rows index) {
    this.rows = index;
  }

  Optional<Row> fleet() {
    return rows.get(PARTITION, FLEET);
  }

  Optional<Row> circuit(ControlVersion control) {
    return rows.get(PARTITION, circuitKey(control));
  }

  List<Row> circuits() {
    return range(CIRCUIT);
  }

  /** The permits that the cluster holds, by key. */
  Map<String, Row> permits(ClusterKey cluster) {
    Map<String, Row> permits = new HashMap<>();
    range(PERMIT + cluster + "|").forEach(row -> permits.put(row.key(), row));
    return permits;
  }

  /** All permits that are held. */
  List<Row> permits() {
    return range(PERMIT);
  }

  /** The last permit of the control in the cluster that has had its outcome. */
  Optional<Row> done(Permit permit) {
    return rows.get(PARTITION, doneKey(permit));
  }

  private List<Row> range(String from) {
    return rows.range(PARTITION, from, Row.behind(from), MOST_ROWS);
  }

  /** How many clusters of the ring have the fix verified. */
  int verifiedOfRing(ControlVersion control) {
    return range(RING + control.key() + "|").size();
  }

  /** All of it, or nothing and false where a row is not as it was read. */
  boolean commit(List<Write> batch) {
    try {
      rows.commit(PARTITION, batch);
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  static String circuitKey(ControlVersion control) {
    return CIRCUIT + control.key();
  }

  static String permitKey(Permit permit) {
    return PERMIT + permit.cluster() + "|" + permit.control().key();
  }

  static String doneKey(Permit permit) {
    return DONE + permit.cluster() + "|" + permit.control().key();
  }

  static String ringKey(Permit permit) {
    return RING + permit.control().key() + "|" + permit.cluster();
  }

  /** Makes the row, or replaces what was read. */
  static Write write(String key, Optional<Row> before, Map<String, Object> properties) {
    return before.isPresent()
        ? new Write.Replace(key, properties, before.get().etag())
        : new Write.Insert(key, properties);
  }
}
