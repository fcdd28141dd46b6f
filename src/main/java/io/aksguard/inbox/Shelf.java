package io.aksguard.inbox;

import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Events that no cluster waits for: parked, unknown and ignored ones. None is lost. */
public final class Shelf {
  /** How long a second delivery of an event is known as one; Event Grid gives up after 24 hours. */
  static final Duration KEPT = Duration.ofHours(48);

  /** A fact such as a newer node image may stand for months, and is found again each day. */
  static final Duration NOTICES_KEPT = Duration.ofDays(400);

  private static final int MOST_ROWS = 5_000;

  private final Rows rows;
  private final Clock clock;

  public Shelf(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** An event on the shelf. */
  public record Kept(String id, Instant at, String reason, String body) {}

  /**
   * Parks what cannot be understood, for a person to look at.
   *
   * @param digest of its text: the same at each delivery
   */
  public void park(String digest, String reason, String body) {
    insert(InboxKeys.PARKED + digest, digest, reason, body);
  }

  /** All parked events, the oldest id first. */
  public List<Kept> parked() {
    return all(InboxKeys.PARKED);
  }

  /** The parked event, if there is one. */
  public Optional<Kept> parked(String digest) {
    return rows.get(InboxKeys.partition(digest), InboxKeys.PARKED + digest)
        .map(row -> kept(row, InboxKeys.PARKED));
  }

  /** Takes a parked event off, after it was replayed. */
  public void unpark(String digest) {
    delete(InboxKeys.partition(digest), InboxKeys.PARKED + digest);
  }

  /** Keeps an event on a resource that belongs to no known cluster for the next fleet audit. */
  public void hold(String event, String body) {
    insert(InboxKeys.UNKNOWN + event, event, "no known cluster uses this resource", body);
  }

  /** The events that {@link #hold} has kept. */
  public List<Kept> held() {
    return all(InboxKeys.UNKNOWN);
  }

  /** Takes held events off, after a fleet audit has judged every cluster. */
  public void letGo(List<Kept> events) {
    events.forEach(
        event -> delete(InboxKeys.partition(event.id()), InboxKeys.UNKNOWN + event.id()));
  }

  /** Counts an event that changes nothing. */
  public void ignore(String event, String reason) {
    insert(InboxKeys.SEEN + event, event, reason, "");
  }

  /** Whether that event was counted so already. */
  public boolean isIgnored(String event) {
    return rows.get(InboxKeys.partition(event), InboxKeys.SEEN + event).isPresent();
  }

  /** How many events were ignored since, by reason. */
  public Map<String, Long> ignored(Instant since) {
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < InboxKeys.PARTITIONS; i++) {
      for (Row row : page(i, InboxKeys.SEEN, InboxKeys.SEEN)) {
        if (!Instant.parse(row.needText("at")).isBefore(since)) {
          row.text("reason").ifPresent(reason -> counts.merge(reason, 1L, Long::sum));
        }
      }
    }
    return counts;
  }

  /**
   * Forgets deliveries that will not come a second time, and notices of long ago.
   *
   * @return how many
   */
  public int purge() {
    Instant now = clock.instant();
    int purged = 0;
    for (int i = 0; i < InboxKeys.PARTITIONS; i++) {
      String from = InboxKeys.SEEN;
      List<Row> page = page(i, InboxKeys.SEEN, from);
      while (!page.isEmpty()) {
        for (Row row : page) {
          Duration kept = row.key().startsWith(InboxKeys.TOLD) ? NOTICES_KEPT : KEPT;
          if (Instant.parse(row.needText("at")).isBefore(now.minus(kept))) {
            delete(InboxKeys.name(i), row.key());
            purged++;
          }
        }
        page = page(i, InboxKeys.SEEN, Row.after(page.get(page.size() - 1).key()));
      }
    }
    return purged;
  }

  private void insert(String key, String digest, String reason, String body) {
    Map<String, Object> values =
        Map.of("at", clock.instant().toString(), "reason", reason, "event", body);
    try {
      rows.commit(InboxKeys.partition(digest), List.of(new Write.Insert(key, values)));
    } catch (ConflictException e) {
      // A second delivery: it is there already.
    }
  }

  private List<Kept> all(String prefix) {
    List<Kept> found = new ArrayList<>();
    for (int i = 0; i < InboxKeys.PARTITIONS; i++) {
      page(i, prefix, prefix).forEach(row -> found.add(kept(row, prefix)));
    }
    return found;
  }

  private List<Row> page(int partition, String prefix, String from) {
    return rows.range(InboxKeys.name(partition), from, Row.behind(prefix), MOST_ROWS);
  }

  private static Kept kept(Row row, String prefix) {
    return new Kept(
        row.key().substring(prefix.length()),
        Instant.parse(row.needText("at")),
        row.text("reason").orElse(""),
        row.text("event").orElse(""));
  }

  private void delete(String partition, String key) {
    try {
      rows.commit(partition, List.of(new Write.Delete(key, null)));
    } catch (ConflictException e) {
      // Somebody else has deleted it.
    }
  }
}
