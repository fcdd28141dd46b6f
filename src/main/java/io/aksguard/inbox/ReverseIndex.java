package io.aksguard.inbox;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.cluster.Sha256;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which clusters use a thing: the id of a resource, or an image repository. Each assessment tells
 * what its cluster uses. An entry that is too old costs one assessment that finds nothing.
 */
public final class ReverseIndex {
  /** More than this many clusters are a matter for a fleet audit. */
  public static final int MOST_CLUSTERS = 200;

  private static final int MOST_THINGS = 5_000;

  private final Rows rows;

  /**
   * @param rows the table {@code index}
   */
  public ReverseIndex(Rows rows) {
    this.rows = rows;
  }

  /**
   * The clusters that use a thing.
   *
   * @return at most one more than {@link #MOST_CLUSTERS}
   */
  public List<ArmId> clusters(String thing) {
    String digest = digest(thing);
    return rows
        .range(users(digest), digest + "|", Row.behind(digest + "|"), MOST_CLUSTERS + 1)
        .stream()
        .map(row -> new ArmId(row.needText("cluster")))
        .toList();
  }

  /** From now on the cluster uses these things and no others. */
  public void record(ArmId cluster, Collection<String> things) {
    record(cluster, things, true);
  }

  /** The cluster uses these things too: not all that it uses could be read. */
  public void add(ArmId cluster, Collection<String> things) {
    record(cluster, things, false);
  }

  private void record(ArmId cluster, Collection<String> things, boolean isWhole) {
    ClusterKey key = ClusterKey.of(cluster);
    String mine = "uses-" + key;
    Map<String, String> wanted = new TreeMap<>();
    things.forEach(thing -> wanted.put(digest(thing), thing.toLowerCase(Locale.ROOT)));
    Set<String> known = new HashSet<>();
    rows.range(mine, " ", "~", MOST_THINGS).forEach(row -> known.add(row.key()));
    List<Write> changes = new ArrayList<>();
    for (Map.Entry<String, String> thing : wanted.entrySet()) {
      if (!known.contains(thing.getKey())) {
        put(
            users(thing.getKey()),
            new Write.Put(
                thing.getKey() + "|" + key,
                Map.of("cluster", cluster.value(), "thing", thing.getValue())));
        changes.add(new Write.Put(thing.getKey(), Map.of("thing", thing.getValue())));
      }
    }
    known.removeIf(digest -> !isWhole || wanted.containsKey(digest));
    known.forEach(digest -> changes.add(new Write.Delete(digest, null)));
    // The cluster's own list comes last: what it does not name is written again next time.
    changes.forEach(change -> put(mine, change));
    known.forEach(digest -> put(users(digest), new Write.Delete(digest + "|" + key, null)));
  }

  private void put(String partition, Write write) {
    try {
      rows.commit(partition, List.of(write));
    } catch (ConflictException e) {
      // Deleted already, by another assessment of the same cluster.
    }
  }

  private static String users(String digest) {
    return "users-" + digest.substring(0, 2);
  }

  private static String digest(String thing) {
    return Sha256.hex(thing.toLowerCase(Locale.ROOT)).substring(0, 32);
  }
}
