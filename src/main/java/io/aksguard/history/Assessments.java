package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.finding.Coverage;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When each cluster was judged last, also where nothing had moved, which the ledger does not
 * record: one row a cluster in the table {@code index}.
 */
public final class Assessments {
  private final Rows rows;

  public Assessments(Rows index) {
    this.rows = index;
  }

  /**
   * The last assessment of a cluster.
   *
   * @param coverage of this one cluster
   */
  public record Last(Instant at, Coverage coverage) {}

  public void put(ClusterKey cluster, Last last) {
    Map<String, Object> values =
        Map.of(
            "at", last.at().toString(),
            "pairs", last.coverage().pairs(),
            "covered", last.coverage().covered());
    try {
      rows.commit(partition(cluster), List.of(new Write.Put(cluster.value(), values)));
    } catch (ConflictException e) {
      throw new IllegalStateException("nothing can stand in the way of a put", e);
    }
  }

  public Optional<Last> of(ClusterKey cluster) {
    return rows.get(partition(cluster), cluster.value()).map(Assessments::last);
  }

  private static Last last(Row row) {
    return new Last(
        Instant.parse(row.needText("at")),
        new Coverage(1, row.needNumber("pairs"), row.needNumber("covered")));
  }

  /** 256 partitions, so that the shards of a run do not queue up behind each other. */
  private static String partition(ClusterKey cluster) {
    return "assessed-" + cluster.value().substring(0, 2);
  }
}
