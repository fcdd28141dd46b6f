package io.aksguard.remediation.guard;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.remediation.Hold;
import java.util.Optional;

/**
 * Locks with which Azure refuses a call: ReadOnly refuses PUT, PATCH, DELETE and most POST, also
 * below what it lies on; CanNotDelete refuses DELETE alone. Pure.
 *
 * @param of what the locks were read for
 * @param section the evidence section {@code locks}: those on it and on what contains it, not those
 *     on what it contains, nor on the node resource group
 */
public record Locks(ArmId of, Object section) {

  /**
   * Why the call would be refused, or may be for all that is known.
   *
   * @param resource that is written
   */
  public Optional<Hold> hold(ArmId resource, boolean isDelete) {
    if (!of.covers(resource)) {
      return held("the locks of " + resource + " were not read");
    }
    if (section instanceof Gap gap) {
      return held("locks could not be read: " + gap.reason());
    }
    if (!(section instanceof JsonArray locks)) {
      return held("locks could not be read");
    }
    for (Object each : locks.known()) {
      Optional<Hold> refused =
          each instanceof JsonObject lock ? hold(lock, isDelete) : held("a lock is no object");
      if (refused.isPresent()) {
        return refused;
      }
    }
    return locks.rest().flatMap(gap -> held("not all locks could be read: " + gap.reason()));
  }

  private static Optional<Hold> hold(JsonObject lock, boolean isDelete) {
    String id = lock.string("id").orElse("without an id");
    Optional<String> level =
        lock.object("properties").flatMap(p -> p.string("level")).or(() -> lock.string("level"));
    if (level.filter("CanNotDelete"::equalsIgnoreCase).isPresent()) {
      return isDelete ? held("the lock " + id + " keeps it from being deleted") : Optional.empty();
    }
    return level.filter("ReadOnly"::equalsIgnoreCase).isPresent()
        ? held("the lock " + id + " keeps it from being changed")
        : held("the lock " + id + " has no level that is known");
  }

  private static Optional<Hold> held(String reason) {
    return Optional.of(new Hold("lock", reason));
  }
}
