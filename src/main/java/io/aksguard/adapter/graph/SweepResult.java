package io.aksguard.adapter.graph;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Unread;
import java.time.Instant;
import java.util.List;

/**
 * What a sweep has read.
 *
 * @param attempt whose files count: of two sweeps of one run the one that finished first
 * @param startedAt before the first request
 * @param shards of clusters, in the order of their ids
 * @param seen subscriptions that can be read, as GUIDs in lower case
 * @param unread subscriptions of which nothing can be told
 * @param missing clusters that were known and were not found. Silence is no deletion: each must be
 *     confirmed by a direct read
 * @param gaps queries that did not come to their end
 * @param calls HTTP requests, retries included
 */
public record SweepResult(
    String run,
    String attempt,
    Instant startedAt,
    List<Shard> shards,
    List<String> seen,
    List<Unread> unread,
    List<ArmId> missing,
    List<Unread> gaps,
    long calls) {

  public SweepResult {
    shards = List.copyOf(shards);
    seen = List.copyOf(seen);
    unread = List.copyOf(unread);
    missing = List.copyOf(missing);
    gaps = List.copyOf(gaps);
  }

  /**
   * A shard.
   *
   * @param parts files that it has
   * @param bytes in all its parts, so that one that lost its end is not taken for whole
   */
  public record Shard(int number, int parts, long bytes, List<ArmId> clusters) {
    public Shard {
      clusters = List.copyOf(clusters);
    }
  }

  public int clusters() {
    return shards.stream().mapToInt(shard -> shard.clusters().size()).sum();
  }
}
