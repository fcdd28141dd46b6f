package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** A setting that does harm: a cluster that was given it fails a while later. */
final class Poison {
  private final Clusters clusters;
  private final State state;
  private final Operations operations;
  private final String pointer;
  private final JsonNode value;
  private final Duration delay;

  Poison(Parts parts, String pointer, JsonNode value, Duration delay) {
    this.clusters = parts.clusters();
    this.state = parts.state();
    this.operations = parts.operations();
    this.pointer = pointer;
    this.value = value;
    this.delay = delay;
  }

  /** After an operation has succeeded. */
  void taken(Operations.Operation operation) {
    String id = operation.target();
    if (isIn(id)) {
      operations.later(operation.end().plus(delay), () -> work(id));
    }
  }

  /** Where it was taken back in time, nothing happens. */
  private void work(String id) {
    if (isIn(id)) {
      clusters.sicken(id, "");
    }
  }

  private boolean isIn(String id) {
    boolean isCluster =
        Target.parse(id).filter(target -> target.type().equals(Clusters.TYPE)).isPresent();
    return isCluster && state.get(id).filter(body -> body.at(pointer).equals(value)).isPresent();
  }
}
