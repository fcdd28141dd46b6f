package io.aksguard.remediation.guard;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which clusters have ever needed a control version's fix: of these a share may be at risk at a
 * time. A cluster stays counted when it is mended, or the share would shrink with each success.
 */
public final class Targets {
  private static final String PARTITION = "targets";

  private final Rows rows;

  /**
   * @param index the table {@code index}
   */
  public Targets(Rows index) {
    this.rows = index;
  }

  /**
   * The cluster needs these; what is known already changes nothing.
   *
   * @param isOfRing whether it is one of those that go first
   */
  public void add(ClusterKey cluster, boolean isOfRing, Collection<ControlVersion> needed) {
    List<Write> batch = new ArrayList<>();
    for (ControlVersion each : needed) {
      batch.add(
          new Write.Put(
              prefix(each) + cluster, Map.of("cluster", cluster.value(), "ofRing", isOfRing)));
      if (batch.size() == Rows.MOST_WRITES) {
        commit(batch);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      commit(batch);
    }
  }

  private void commit(List<Write> batch) {
    try {
      rows.commit(PARTITION, List.copyOf(batch));
    } catch (ConflictException e) {
      throw new IllegalStateException("rows were refused that are put whatever is there", e);
    }
  }

  /** How many clusters need it, or have needed it. */
  public int count(ControlVersion control) {
    return all(control).size();
  }

  /** How many of these go first. */
  public int ofRing(ControlVersion control) {
    return (int) all(control).stream().filter(row -> row.flag("ofRing")).count();
  }

  private List<Row> all(ControlVersion control) {
    String prefix = prefix(control);
    return rows.range(PARTITION, prefix, Row.behind(prefix), Integer.MAX_VALUE);
  }

  private static String prefix(ControlVersion control) {
    return control.key() + "|";
  }
}
