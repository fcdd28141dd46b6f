package io.aksguard.inbox;

import io.aksguard.cluster.ArmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What waits for one cluster.
 *
 * @param etag of the row that says that work is under way; it changes with each event
 * @param instance the orchestration that does it
 * @param events the keys of the events, at most {@link Inbox#MOST_EVENTS}
 * @param newest when the newest of them arrived; {@link Instant#EPOCH} where there is none
 */
public record Work(
    ArmId cluster, String etag, String instance, List<String> events, Instant newest) {
  public Work {
    events = List.copyOf(events);
  }

  /** Whether nothing has come for so long. */
  public boolean isQuiet(Instant now, Duration quiet) {
    return !newest.plus(quiet).isAfter(now);
  }
}
