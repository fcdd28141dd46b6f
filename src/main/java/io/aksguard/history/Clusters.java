package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The list of all clusters of which anything was ever recorded, in the table {@code index}. */
final class Clusters {
  static final String PARTITION = "clusters";

  private final Rows index;

  Clusters(Rows index) {
    this.index = index;
  }

  /** Lists the cluster before anything is recorded of it, so that no chain is ever unlisted. */
  void list(ArmId cluster, Instant now) {
    Map<String, Object> properties =
        Map.of("cluster", cluster.value(), "firstRecorded", Times.text(now));
    try {
      index.commit(
          PARTITION, List.of(new Write.Insert(ClusterKey.of(cluster).value(), properties)));
    } catch (ConflictException listed) {
      // by an earlier attempt, or by another writer
    }
  }

  /**
   * In the order of their keys.
   *
   * @param damaged takes what is no cluster of ours
   */
  List<ListedCluster> all(Consumer<Problem> damaged) {
    List<ListedCluster> all = new ArrayList<>();
    new Scan(index, PARTITION, Keys.FIRST, Keys.LAST)
        .forEachRemaining(
            row -> {
              try {
                all.add(cluster(row));
              } catch (DamagedException e) {
                damaged.accept(e.problem());
              }
            });
    return all;
  }

  Optional<ListedCluster> find(ClusterKey cluster) {
    return index.get(PARTITION, cluster.value()).map(Clusters::cluster);
  }

  /**
   * The cluster of a row.
   *
   * @throws DamagedException where it is none of ours
   */
  static ListedCluster cluster(Row row) {
    try {
      ListedCluster listed =
          new ListedCluster(
              new ClusterKey(row.key()),
              new ArmId(row.needText("cluster")),
              Instant.parse(row.needText("firstRecorded")));
      if (!ClusterKey.of(listed.id()).equals(listed.cluster())) {
        throw new IllegalArgumentException("cluster is " + listed.id());
      }
      return listed;
    } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
      throw new Place(PARTITION).damaged(row.key(), String.valueOf(e.getMessage()), "a cluster");
    }
  }
}
