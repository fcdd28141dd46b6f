package io.aksguard.inbox;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clusters whose ledger has commits that nobody was told of yet. */
public final class Owed {
  /** Longer than publishing takes; who dies meanwhile makes the others wait so long. */
  private static final Duration CLAIM = Duration.ofMinutes(2);

  private static final int MOST_ROWS = 5_000;

  private final Rows rows;
  private final Clock clock;

  public Owed(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** The clusters of one partition, also those that somebody has claimed. */
  public List<ArmId> clusters(int partition) {
    String from = InboxKeys.OWED;
    return rows.range(InboxKeys.name(partition), from, Row.behind(from), MOST_ROWS).stream()
        .map(row -> new ArmId(row.needText("cluster")))
        .toList();
  }

  /**
   * Says that the caller is about to publish what is owed for the cluster, so that no other host
   * does at the same time.
   *
   * @return what {@link #settle} wants; empty where nothing is owed or somebody else is at it
   */
  public Optional<String> claim(ArmId cluster) {
    ClusterKey key = ClusterKey.of(cluster);
    Optional<Row> row = row(key);
    Instant now = clock.instant();
    if (row.isEmpty() || isClaimed(row.get(), now)) {
      return Optional.empty();
    }
    return claim(key, row.get(), now) ? row(key).map(Row::etag) : Optional.empty();
  }

  private boolean claim(ClusterKey key, Row row, Instant now) {
    Map<String, Object> values =
        Map.of(
            "cluster", row.needText("cluster"),
            "at", row.needText("at"),
            "claimedUntil", now.plus(CLAIM).toString());
    return write(key, new Write.Replace(row.key(), values, row.etag()));
  }

  private static boolean isClaimed(Row row, Instant now) {
    return row.text("claimedUntil").map(Instant::parse).filter(now::isBefore).isPresent();
  }

  /**
   * All was published up to the claim.
   *
   * @return false where more came meanwhile, which the caller has to see to
   */
  public boolean settle(ArmId cluster, String claim) {
    ClusterKey key = ClusterKey.of(cluster);
    return write(key, new Write.Delete(InboxKeys.owed(key), claim));
  }

  /** Nothing could be published: somebody may try again at once. */
  public void release(ArmId cluster, String claim) {
    ClusterKey key = ClusterKey.of(cluster);
    Map<String, Object> values =
        Map.of("cluster", cluster.value(), "at", clock.instant().toString());
    write(key, new Write.Replace(InboxKeys.owed(key), values, claim));
  }

  private Optional<Row> row(ClusterKey key) {
    return rows.get(InboxKeys.partition(key), InboxKeys.owed(key));
  }

  private boolean write(ClusterKey key, Write write) {
    try {
      rows.commit(InboxKeys.partition(key), List.of(write));
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }
}
