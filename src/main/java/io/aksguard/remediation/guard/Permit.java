package io.aksguard.remediation.guard;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The right to put one cluster at risk with the fix of one control, from before its write until its
 * outcome is known.
 *
 * @param intent id of the intent that is carried out
 */
public record Permit(ControlVersion control, ClusterKey cluster, String intent) {

  /** As its row has it while it is held. */
  Map<String, Object> properties(Want want, Instant now) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("control", control.control());
    properties.put("version", control.version());
    properties.put("cluster", cluster.value());
    properties.put("intent", intent);
    properties.put("takenAt", now.toString());
    properties.put("ofRing", want.isOfRing());
    return properties;
  }

  /**
   * @throws IllegalStateException when somebody else has written the row
   */
  static Held held(Row row) {
    try {
      ControlVersion control = new ControlVersion(row.needText("control"), row.needText("version"));
      return new Held(
          new Permit(control, new ClusterKey(row.needText("cluster")), row.needText("intent")),
          Instant.parse(row.needText("takenAt")));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalStateException("row " + row.key() + " is no permit", e);
    }
  }

  /** A permit without an outcome. */
  public record Held(Permit permit, Instant takenAt) {}

  /**
   * A permit that is asked for.
   *
   * @param targets how many clusters need this control version's fix
   * @param isOfRing whether the cluster is one of those that go first
   */
  public record Want(Permit permit, int targets, boolean isOfRing) {}

  /** What became of the fix that a permit was held for. */
  public enum Outcome {
    /** A new assessment, on a fresh read, has found it to hold. */
    VERIFIED,
    /** It did not hold, or broke another control. */
    FAILED,
    /** It left the cluster unhealthy. */
    UNHEALTHY,
    /** Nothing was written, as when another guard has held the fix: no risk was taken. */
    NOT_WRITTEN
  }
}
