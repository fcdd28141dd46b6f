package io.aksguard.remediation.guard;

import io.aksguard.config.Bounds;
import io.aksguard.storage.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the breaker knows of one control version. Pure.
 *
 * <p>A fix without an outcome counts as one that has failed, so it takes up room until it is
 * verified, and one that has failed gives its room back only when a person resets the circuit: what
 * was written and is not known to be good never exceeds the permits, or the failures that open it
 * where these are more.
 *
 * @param unverified permits that are held
 * @param failed fixes that did not hold, since the last reset
 * @param verified fixes that held, in all
 * @param openedAt since when nothing more is risked; empty of a closed circuit, and so is {@code
 *     because}
 * @param resetBy object or application id of who has reset it last; may be empty
 */
public record Circuit(
    ControlVersion control,
    long unverified,
    long failed,
    long verified,
    Optional<Instant> openedAt,
    String because,
    String resetBy) {

  static Circuit closed(ControlVersion control) {
    return new Circuit(control, 0, 0, 0, Optional.empty(), "", "");
  }

  /** Whether nothing more is risked until a person resets it. */
  public boolean isOpen() {
    return openedAt.isPresent();
  }

  /**
   * Why no other cluster may get the fix now.
   *
   * @param targets how many clusters need it
   */
  Optional<String> refusal(Bounds.Breaker bounds, int targets) {
    long most = share(bounds.perControl(), targets);
    if (isOpen()) {
      return Optional.of(
          "the breaker of %s is open since %s: %s; a person has to reset it"
              .formatted(control, openedAt.get(), because));
    }
    if (failed >= bounds.failures()) {
      return Optional.of(
          "%d fixes of %s did not hold; a person has to reset the breaker"
              .formatted(failed, control));
    }
    if (unverified >= most || unverified + failed >= Math.max(most, bounds.failures())) {
      return Optional.of(
          "%d fixes of %s are not verified yet and %d did not hold: %d are allowed at a time"
              .formatted(unverified, control, failed, most));
    }
    return Optional.empty();
  }

  /** So many of all as may be at risk; one at least, or nothing could ever begin. */
  static long share(int percent, long all) {
    return Math.max(1, all * percent / 100);
  }

  Circuit taken() {
    return new Circuit(control, unverified + 1, failed, verified, openedAt, because, resetBy);
  }

  Circuit settled(Permit permit, Permit.Outcome outcome, Bounds.Breaker bounds, Instant now) {
    long left = Math.max(0, unverified - 1);
    return switch (outcome) {
      case NOT_WRITTEN -> new Circuit(control, left, failed, verified, openedAt, because, resetBy);
      case VERIFIED -> new Circuit(control, left, failed, verified + 1, openedAt, because, resetBy);
      case FAILED ->
          failed + 1 < bounds.failures()
              ? new Circuit(control, left, failed + 1, verified, openedAt, because, resetBy)
              : opened(left, now, failed + 1 + " did not hold, the last by " + permit.intent());
      case UNHEALTHY -> opened(left, now, "a cluster was left unhealthy by " + permit.intent());
    };
  }

  /** An open one keeps the instant and the reason that it has. */
  private Circuit opened(long left, Instant now, String why) {
    return isOpen()
        ? new Circuit(control, left, failed + 1, verified, openedAt, because, resetBy)
        : new Circuit(control, left, failed + 1, verified, Optional.of(now), why, resetBy);
  }

  /** What is under way stays so: its outcome is still to come. */
  Circuit reset(String by) {
    return new Circuit(control, unverified, 0, verified, Optional.empty(), "", by);
  }

  Map<String, Object> properties() {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("control", control.control());
    properties.put("version", control.version());
    properties.put("unverified", unverified);
    properties.put("failed", failed);
    properties.put("verified", verified);
    openedAt.ifPresent(at -> properties.put("openedAt", at.toString()));
    properties.put("because", because);
    properties.put("resetBy", resetBy);
    return properties;
  }

  /**
   * @throws IllegalStateException when somebody else has written the row
   */
  static Circuit of(Row row) {
    try {
      return new Circuit(
          new ControlVersion(row.needText("control"), row.needText("version")),
          row.needNumber("unverified"),
          row.needNumber("failed"),
          row.needNumber("verified"),
          row.text("openedAt").map(Instant::parse),
          row.needText("because"),
          row.needText("resetBy"));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalStateException("row " + row.key() + " is no circuit", e);
    }
  }
}
