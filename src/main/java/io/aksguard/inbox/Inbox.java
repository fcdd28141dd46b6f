package io.aksguard.inbox;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Events until a cluster was assessed for them, so that a second delivery, any order and a killed
 * process do no harm. src/docs/storage.md describes the rows. An event makes its cluster's work row
 * or touches it; who made it starts the orchestration that it names; the orchestration ends by
 * deleting it unless it was touched meanwhile.
 */
public final class Inbox {
  /** Events that one round takes; more wait for the next round. */
  public static final int MOST_EVENTS = 900;

  /** Of one kind and partition that a sweep looks at; the next minute's sweep sees the rest. */
  private static final int MOST_ROWS = 5_000;

  /** Beside 64 others on the same partition nobody loses that often by chance. */
  private static final int MOST_TRIES = 50;

  /** Below {@link Rows#MOST_WRITES}, with room for the row of what is owed. */
  private static final int DELETES = 90;

  private final Rows rows;
  private final Clock clock;

  public Inbox(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * Takes an event for a cluster, in one transaction.
   *
   * @param event its key, the same at each delivery: hexadecimal digits
   * @param body what to keep of it for people, as JSON
   * @throws UnavailableException when it was not taken, or when that is not known: deliver again
   */
  public Delivery deliver(ArmId cluster, String event, String body) {
    ClusterKey key = ClusterKey.of(cluster);
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Row> work = rows.get(InboxKeys.partition(key), InboxKeys.work(key));
      String instance = work.map(row -> row.needText("instance")).orElse(instance(key, event));
      List<Write> batch = new ArrayList<>();
      String now = clock.instant().toString();
      batch.add(new Write.Insert(InboxKeys.seenOf(key) + event, Map.of("at", now, "event", body)));
      batch.add(
          new Write.Insert(
              InboxKeys.pending(key, event),
              Map.of("cluster", cluster.value(), "at", now, "event", body)));
      batch.add(work(key, cluster, instance, work));
      try {
        rows.commit(InboxKeys.partition(key), batch);
        return work.isPresent() ? new Delivery.Joined() : new Delivery.Started(instance);
      } catch (ConflictException e) {
        if (isSeen(key, event)) {
          return new Delivery.Duplicate();
        }
      }
    }
    throw new UnavailableException(
        "the inbox of " + cluster + " changes too fast; try again", null);
  }

  private static Write work(ClusterKey key, ArmId cluster, String instance, Optional<Row> before) {
    Map<String, Object> values =
        Map.of(
            "cluster",
            cluster.value(),
            "instance",
            instance,
            "touched",
            before.flatMap(row -> row.number("touched")).orElse(0L) + 1);
    String row = InboxKeys.work(key);
    return before.isPresent()
        ? new Write.Replace(row, values, before.get().etag())
        : new Write.Insert(row, values);
  }

  private boolean isSeen(ClusterKey key, String event) {
    return rows.get(InboxKeys.partition(key), InboxKeys.seenOf(key) + event).isPresent();
  }

  /** What is kept of the events about a cluster, for two days, in no order. */
  public List<String> seen(ArmId cluster) {
    ClusterKey key = ClusterKey.of(cluster);
    String from = InboxKeys.seenOf(key);
    return rows.range(InboxKeys.partition(key), from, Row.behind(from), MOST_ROWS).stream()
        .flatMap(row -> row.text("event").stream())
        .toList();
  }

  /** Never a fixed id: an instance that is just ending must not swallow the start of the next. */
  private static String instance(ClusterKey key, String start) {
    return "assess-" + key + "-" + start.substring(0, Math.min(start.length(), 16));
  }

  /** What waits for the cluster; empty where nobody is to work on it. */
  public Optional<Work> look(ArmId cluster) {
    ClusterKey key = ClusterKey.of(cluster);
    // The work row first: what comes after it changes its ETag.
    Optional<Row> work = rows.get(InboxKeys.partition(key), InboxKeys.work(key));
    return work.map(row -> work(cluster, row, pending(key)));
  }

  private List<Row> pending(ClusterKey key) {
    String from = InboxKeys.pendingOf(key);
    return rows.range(InboxKeys.partition(key), from, Row.behind(from), MOST_EVENTS);
  }

  private static Work work(ArmId cluster, Row row, List<Row> pending) {
    Instant newest = Instant.EPOCH;
    List<String> events = new ArrayList<>();
    for (Row each : pending) {
      events.add(each.key().substring(each.key().lastIndexOf('|') + 1));
      Instant at = Instant.parse(each.needText("at"));
      newest = at.isAfter(newest) ? at : newest;
    }
    return new Work(cluster, row.etag(), row.needText("instance"), events, newest);
  }

  /**
   * The cluster was assessed for these events.
   *
   * @param owed whether the ledger has commits that nobody was told of
   */
  public void assessed(ArmId cluster, List<String> events, boolean owed) {
    ClusterKey key = ClusterKey.of(cluster);
    List<String> left = new ArrayList<>(events);
    boolean first = true;
    while (!left.isEmpty() || (first && owed)) {
      List<Write> batch = new ArrayList<>();
      if (first && owed) {
        batch.add(
            new Write.Put(
                InboxKeys.owed(key),
                Map.of("cluster", cluster.value(), "at", clock.instant().toString())));
      }
      List<String> some = left.subList(0, Math.min(left.size(), DELETES));
      some.forEach(event -> batch.add(new Write.Delete(InboxKeys.pending(key, event), null)));
      try {
        rows.commit(InboxKeys.partition(key), batch);
        some.clear();
        first = false;
      } catch (ConflictException e) {
        // Some were taken off before, by a run that was killed after it.
        left.retainAll(look(cluster).map(Work::events).orElse(List.of()));
      }
    }
  }

  /**
   * Ends the work on the cluster.
   *
   * @param etag of the work when its events were taken
   * @return false where something came meanwhile: go round again
   */
  public boolean finish(ArmId cluster, String etag) {
    ClusterKey key = ClusterKey.of(cluster);
    try {
      rows.commit(InboxKeys.partition(key), List.of(new Write.Delete(InboxKeys.work(key), etag)));
      return true;
    } catch (ConflictException e) {
      return rows.get(InboxKeys.partition(key), InboxKeys.work(key)).isEmpty();
    }
  }

  /**
   * Hands work whose orchestration has died to another one.
   *
   * @return the instance to start; empty where somebody else was faster
   */
  public Optional<String> restart(Waiting waiting) {
    ClusterKey key = ClusterKey.of(waiting.cluster());
    Optional<Row> before = rows.get(InboxKeys.partition(key), InboxKeys.work(key));
    if (!before.map(Row::etag).equals(waiting.work().map(Row::etag))) {
      return Optional.empty();
    }
    long starts = before.flatMap(row -> row.number("touched")).orElse(0L) + 1;
    String old = before.map(row -> row.needText("instance")).orElse("assess-" + key + "-sweep");
    String instance = old.replaceFirst("\\.[0-9]+$", "") + "." + starts;
    try {
      rows.commit(
          InboxKeys.partition(key), List.of(work(key, waiting.cluster(), instance, before)));
      return Optional.of(instance);
    } catch (ConflictException e) {
      return Optional.empty();
    }
  }

  /**
   * The clusters of one partition that somebody has to be working on.
   *
   * @param partition 0 to {@link #partitions()} - 1
   */
  public List<Waiting> waiting(int partition) {
    Map<String, Waiting> found = new TreeMap<>();
    String name = InboxKeys.name(partition);
    for (Row row : all(name, InboxKeys.PENDING)) {
      found.putIfAbsent(row.needText("cluster"), new Waiting(cluster(row), Optional.empty()));
    }
    for (Row row : all(name, InboxKeys.WORK)) {
      found.put(row.needText("cluster"), new Waiting(cluster(row), Optional.of(row)));
    }
    return List.copyOf(found.values());
  }

  private List<Row> all(String partition, String prefix) {
    return rows.range(partition, prefix, Row.behind(prefix), MOST_ROWS);
  }

  private static ArmId cluster(Row row) {
    return new ArmId(row.needText("cluster"));
  }

  public static int partitions() {
    return InboxKeys.PARTITIONS;
  }
}
