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

/**
 * Clusters whose intents somebody has to look at, and when. What an intent waits for, an approval
 * or a window, is waited for here and never in an orchestration.
 */
public final class Agenda {
  private static final int MOST_ROWS = 5_000;
  private static final int MOST_TRIES = 50;

  private final Rows rows;
  private final Clock clock;

  /**
   * @param rows the table {@code inbox}
   */
  public Agenda(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * A cluster that is due.
   *
   * @param instance the orchestration that was last started for it; empty for none
   */
  public record Due(ArmId cluster, Optional<String> instance, String etag) {}

  /** The cluster is to be looked at by then; an earlier instant stays. */
  public void put(ArmId cluster, Instant at) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Row> before = row(cluster);
      Instant known = before.map(row -> Instant.parse(row.needText("at"))).orElse(Instant.MAX);
      Instant first = at.isBefore(known) ? at : known;
      // Written also where nothing is earlier: who is just ending must see that something came.
      if (write(
          cluster, values(cluster, first, before.flatMap(Agenda::instance), before), before)) {
        return;
      }
    }
    throw new UnavailableException("the agenda changes too fast; try again", null);
  }

  /** All clusters of which somebody waits for something. */
  public List<ArmId> all() {
    List<ArmId> all = new ArrayList<>();
    for (int i = 0; i < InboxKeys.PARTITIONS; i++) {
      rows(i).forEach(row -> all.add(new ArmId(row.needText("cluster"))));
    }
    return all;
  }

  private List<Row> rows(int partition) {
    String from = InboxKeys.AGENDA;
    return rows.range(InboxKeys.name(partition), from, Row.behind(from), MOST_ROWS);
  }

  /** Those of one partition that are due by now. */
  public List<Due> due(int partition) {
    Instant now = clock.instant();
    return rows(partition).stream()
        .filter(row -> !now.isBefore(Instant.parse(row.needText("at"))))
        .map(row -> new Due(new ArmId(row.needText("cluster")), instance(row), row.etag()))
        .toList();
  }

  /**
   * Hands a cluster to a new orchestration.
   *
   * @return the instance to start; empty where somebody else was faster
   */
  public Optional<String> begin(Due due) {
    Optional<Row> before = row(due.cluster()).filter(row -> row.etag().equals(due.etag()));
    if (before.isEmpty()) {
      return Optional.empty();
    }
    long starts = before.get().number("touched").orElse(0L) + 1;
    String instance = "remediate-" + ClusterKey.of(due.cluster()) + "." + starts;
    Instant at = Instant.parse(before.get().needText("at"));
    return write(due.cluster(), values(due.cluster(), at, Optional.of(instance), before), before)
        ? Optional.of(instance)
        : Optional.empty();
  }

  /** What {@link #settle} wants; empty where the cluster is not on the agenda. */
  public Optional<String> etag(ArmId cluster) {
    return row(cluster).map(Row::etag);
  }

  /**
   * The cluster was looked at.
   *
   * @param etag as it was before; where something came meanwhile, it stays due
   * @param next when to look again; empty where nothing is waited for
   */
  public void settle(ArmId cluster, String etag, Optional<Instant> next) {
    Optional<Row> before = row(cluster).filter(row -> row.etag().equals(etag));
    if (before.isEmpty()) {
      return;
    }
    if (next.isPresent()) {
      write(cluster, values(cluster, next.get(), Optional.empty(), before), before);
    } else {
      commit(cluster, new Write.Delete(key(cluster), etag));
    }
  }

  private static Map<String, Object> values(
      ArmId cluster, Instant at, Optional<String> instance, Optional<Row> before) {
    return Map.of(
        "cluster",
        cluster.value(),
        "at",
        at.toString(),
        "instance",
        instance.orElse(""),
        "touched",
        before.flatMap(row -> row.number("touched")).orElse(0L) + 1);
  }

  private static Optional<String> instance(Row row) {
    return row.text("instance").filter(text -> !text.isEmpty());
  }

  private Optional<Row> row(ArmId cluster) {
    return rows.get(InboxKeys.partition(ClusterKey.of(cluster)), key(cluster));
  }

  private static String key(ArmId cluster) {
    return InboxKeys.AGENDA + ClusterKey.of(cluster);
  }

  private boolean write(ArmId cluster, Map<String, Object> values, Optional<Row> before) {
    return commit(
        cluster,
        before.isPresent()
            ? new Write.Replace(key(cluster), values, before.get().etag())
            : new Write.Insert(key(cluster), values));
  }

  private boolean commit(ArmId cluster, Write write) {
    try {
      rows.commit(InboxKeys.partition(ClusterKey.of(cluster)), List.of(write));
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }
}
