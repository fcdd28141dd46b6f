package io.aksguard.evidence;

import io.aksguard.cluster.ArmId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Port: reads all clusters of the tenant at once, into a snapshot that is judged shard by shard.
 */
public interface Fleet {
  /**
   * What a sweep has found.
   *
   * @param shards how many, numbered from 0
   * @param clusters how many there are in the shards
   * @param missing known clusters that it has not found: to be asked for directly, since silence is
   *     no deletion
   * @param unread what could not be read
   * @param calls requests to Azure
   */
  record Swept(int shards, long clusters, Set<ArmId> missing, List<Unread> unread, long calls) {}

  /**
   * Reads the tenant. Of the same run the first complete reading counts, however often it is asked
   * for.
   *
   * @param known clusters that are to be found
   */
  Swept sweep(String run, Collection<ArmId> known);

  /** What a run's sweep has found; empty where it has not come to its end. */
  Optional<Swept> swept(String run);

  /**
   * The evidence of one shard of a run, cluster by cluster.
   *
   * @return requests to Azure that this shard took beside those of the sweep
   */
  long shard(String run, int number, Consumer<Evidence> sink);
}
