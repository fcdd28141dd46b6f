package io.aksguard.inbox;

import io.aksguard.cluster.ArmId;
import io.aksguard.storage.Row;
import java.util.Optional;

/**
 * A cluster that work or events lie there for.
 *
 * @param work the row that says that somebody works on it; empty where events lie there without
 */
public record Waiting(ArmId cluster, Optional<Row> work) {
  /** The orchestration that is to be running. */
  public Optional<String> instance() {
    return work.map(row -> row.needText("instance"));
  }
}
