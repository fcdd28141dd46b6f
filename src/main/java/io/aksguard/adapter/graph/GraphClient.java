package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries Resource Graph and follows each to its end. */
public final class GraphClient {
  private final ArmClient arm;
  private final Scope scope;
  private final Clock clock;

  public GraphClient(ArmClient arm, Scope scope, Clock clock) {
    this.arm = arm;
    this.scope = scope;
    this.clock = clock;
  }

  /** The same by another client. */
  GraphClient by(ArmClient other) {
    return new GraphClient(other, scope, clock);
  }

  public Scope scope() {
    return scope;
  }

  /**
   * How a query ended.
   *
   * @param gap why rows may be missing; null where all came
   * @param askedAt before the first page was asked for
   */
  public record End(@Nullable Gap gap, Instant askedAt) {}

  /** Receives the rows of one page, with when it was asked for; no row twice from one query. */
  @FunctionalInterface
  public interface Rows {
    void page(List<JsonObject> rows, Instant askedAt);
  }

  /**
   * The rows of these types in a table.
   *
   * @param where a further condition, or empty
   */
  public End each(String table, List<String> types, String where, Rows sink) {
    return query(
        table
            + " | where type in~ ("
            + String.join(", ", types.stream().map(type -> "'" + type + "'").toList())
            + ")"
            + (where.isEmpty() ? "" : " | where " + where)
            + " | project id, name, type, location, tags, sku, kind, identity, zones, properties"
            + " | order by id asc",
        sink);
  }

  /** All rows of a small query. */
  public Answer all(String table, List<String> types, String where) {
    List<JsonObject> rows = new ArrayList<>();
    End end = each(table, types, where, (page, at) -> rows.addAll(page));
    return new Answer.Ok(rows, end.gap(), end.askedAt());
  }

  private End query(String kql, Rows sink) {
    Instant started = clock.instant();
    Gap gap = null;
    for (Map<String, Object> part : scope.parts()) {
      Gap missed = new PagedQuery(arm, kql, part, sink).read();
      gap = gap == null ? missed : gap;
    }
    return new End(gap == null ? null : new Gap("Resource Graph: " + gap.reason()), started);
  }
}
