package io.aksguard.inbox;

import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices that no ledger owes, such as those about runs, until they are published. Each is given
 * once: its id is remembered for 400 days.
 */
public final class Outbox {
  /** Longer than publishing takes; who dies meanwhile makes the others wait so long. */
  private static final Duration CLAIM = Duration.ofMinutes(2);

  private static final int MOST_ROWS = 1_000;

  private final Rows rows;
  private final Clock clock;

  public Outbox(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * A notice that the caller has claimed.
   *
   * @param etag for {@link #settle} and {@link #release}
   */
  public record Claimed(String id, String body, String etag) {}

  /**
   * Keeps a notice until it is published, unless it was kept before.
   *
   * @param id hexadecimal digits, the same for the same fact
   */
  public void put(String id, String body) {
    String now = clock.instant().toString();
    try {
      rows.commit(
          InboxKeys.partition(id),
          List.of(
              new Write.Insert(InboxKeys.TOLD + id, Map.of("at", now)),
              new Write.Insert(InboxKeys.NOTICE + id, values(now, body))));
    } catch (ConflictException e) {
      // Kept or published already.
    }
  }

  /** Claims what is to be published and nobody else is publishing. */
  public List<Claimed> claim() {
    List<Claimed> claimed = new ArrayList<>();
    Instant now = clock.instant();
    for (int i = 0; i < InboxKeys.PARTITIONS; i++) {
      String partition = InboxKeys.name(i);
      String from = InboxKeys.NOTICE;
      for (Row row : rows.range(partition, from, Row.behind(from), MOST_ROWS)) {
        boolean busy =
            row.text("claimedUntil").map(Instant::parse).filter(now::isBefore).isPresent();
        String body = row.needText("body") + row.text("bodyRest").orElse("");
        Map<String, Object> values = values(row.needText("at"), body);
        values.put("claimedUntil", now.plus(CLAIM).toString());
        if (!busy && write(partition, new Write.Replace(row.key(), values, row.etag()))) {
          rows.get(partition, row.key())
              .ifPresent(
                  mine ->
                      claimed.add(
                          new Claimed(row.key().substring(from.length()), body, mine.etag())));
        }
      }
    }
    return claimed;
  }

  /** They were published. */
  public void settle(List<Claimed> published) {
    published.forEach(
        each ->
            write(
                InboxKeys.partition(each.id()),
                new Write.Delete(InboxKeys.NOTICE + each.id(), null)));
  }

  /** They were not: somebody may try again at once. */
  public void release(List<Claimed> unpublished) {
    for (Claimed each : unpublished) {
      Map<String, Object> values = values(clock.instant().toString(), each.body());
      write(
          InboxKeys.partition(each.id()),
          new Write.Replace(InboxKeys.NOTICE + each.id(), values, each.etag()));
    }
  }

  /** A notice may be twice as long as one text of a row. */
  private static Map<String, Object> values(String at, String body) {
    Map<String, Object> values = new HashMap<>(Map.of("at", at));
    int end = Math.min(body.length(), Rows.MOST_TEXT);
    // Half of a surrogate pair is no text.
    end -=
        end > 0 && end < body.length() && Character.isHighSurrogate(body.charAt(end - 1)) ? 1 : 0;
    values.put("body", body.substring(0, end));
    if (end < body.length()) {
      values.put("bodyRest", body.substring(end));
    }
    return values;
  }

  private boolean write(String partition, Write write) {
    try {
      rows.commit(partition, List.of(write));
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }
}
