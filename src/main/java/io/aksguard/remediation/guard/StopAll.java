package io.aksguard.remediation.guard;

import io.aksguard.remediation.Hold;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds every fix at once, at a person's word, in one row that every host asks. */
public final class StopAll {
  private static final String PARTITION = "stop";
  private static final String KEY = "all";
  private static final String STOPPED = "stopped";

  /** Characters of a reason that are kept: a long one must not keep anybody from stopping. */
  private static final int MOST_REASON = 1_000;

  private final Rows rows;
  private final Clock clock;

  /**
   * @param index the table {@code index}
   */
  public StopAll(Rows index, Clock clock) {
    this.rows = index;
    this.clock = clock;
  }

  /**
   * Holds everything from now on, whatever somebody else says at the same time.
   *
   * @param by object or application id in Entra ID
   * @throws UnavailableException when that is not known: say it again
   */
  public void stop(String by, String reason) {
    try {
      rows.commit(PARTITION, List.of(new Write.Put(KEY, row(true, by, reason))));
    } catch (ConflictException e) {
      throw new IllegalStateException("a row was refused that is put whatever is there", e);
    }
  }

  /**
   * Lets everything go on.
   *
   * @param by object or application id in Entra ID
   * @return false where somebody has stopped it again meanwhile
   * @throws UnavailableException when that is not known: say it again
   */
  public boolean resume(String by) {
    Optional<Row> before = rows.get(PARTITION, KEY);
    if (before.isEmpty()) {
      return true;
    }
    Map<String, Object> after = row(false, by, "");
    try {
      rows.commit(PARTITION, List.of(new Write.Replace(KEY, after, before.get().etag())));
      return true;
    } catch (ConflictException e) {
      return hold().isEmpty();
    }
  }

  private Map<String, Object> row(boolean isStopped, String by, String reason) {
    Map<String, Object> row = new HashMap<>();
    row.put(STOPPED, isStopped);
    row.put("by", by);
    row.put("reason", shortened(reason));
    row.put("at", clock.instant().toString());
    return row;
  }

  private static String shortened(String reason) {
    return reason.codePointCount(0, reason.length()) <= MOST_REASON
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, MOST_REASON));
  }

  /** Why nothing may be done; empty only where the store says that nobody has stopped it. */
  public Optional<Hold> hold() {
    try {
      return rows.get(PARTITION, KEY).filter(StopAll::isStopped).map(StopAll::hold);
    } catch (UnavailableException e) {
      return Optional.of(
          new Hold("stopped", "whether all was stopped could not be read: " + e.getMessage()));
    }
  }

  /** A row that does not say that it is over stops. */
  private static boolean isStopped(Row row) {
    return !Boolean.FALSE.equals(row.properties().get(STOPPED));
  }

  private static Hold hold(Row row) {
    return new Hold(
        "stopped",
        "%s has stopped everything at %s: %s"
            .formatted(
                row.text("by").orElse("somebody"),
                row.text("at").orElse("an unknown time"),
                row.text("reason").filter(text -> !text.isBlank()).orElse("no reason was given")));
  }
}
