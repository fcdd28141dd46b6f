package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Queries Resource Graph and follows each to its end. */
public final class GraphClient {
  private static final int ROWS = 1000;

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

  /** Receives the rows of one page, with when it was asked for. */
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
      Gap missed = pages(kql, part, sink);
      gap = gap == null ? missed : gap;
    }
    return new End(gap == null ? null : new Gap("Resource Graph: " + gap.reason()), started);
  }

  private @Nullable Gap pages(String kql, Map<String, Object> part, Rows sink) {
    Set<String> tokens = new HashSet<>();
    Counter counter = new Counter(sink);
    String token = "";
    while (true) {
      ArmClient.GraphPage page = arm.graph(body(kql, part, token));
      if (page.gap() != null) {
        return page.gap();
      }
      if (page.limitHit()) {
        return new Gap("more subscriptions than one query may ask");
      }
      counter.accept(page);
      String next = page.members().string("$skipToken").orElse("");
      if (next.isEmpty()) {
        return counter.shortfall(page.members());
      }
      if (!tokens.add(next)) {
        return new Gap("the pages of the query have no end");
      }
      token = next;
    }
  }

  private static String body(String kql, Map<String, Object> part, String token) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("$top", ROWS);
    options.put("resultFormat", "objectArray");
    // Else roles, policies and exemptions of management groups stay out without a word.
    options.put("authorizationScopeFilter", "AtScopeAboveAndBelow");
    if (!token.isEmpty()) {
      options.put("$skipToken", token);
    }
    Map<String, Object> body = new LinkedHashMap<>(part);
    body.put("query", kql);
    body.put("options", options);
    return JsonWriter.text(body);
  }

  /** Counts what came: a row that Resource Graph has counted and not shown must not be lost. */
  private static final class Counter implements Consumer<ArmClient.GraphPage> {
    private final Rows sink;
    private long rows;

    private Counter(Rows sink) {
      this.sink = sink;
    }

    @Override
    public void accept(ArmClient.GraphPage page) {
      rows += page.rows().size();
      if (!page.rows().isEmpty()) {
        sink.page(page.rows(), page.askedAt());
      }
    }

    private @Nullable Gap shortfall(JsonObject members) {
      if ("true".equals(String.valueOf(members.raw("resultTruncated")))) {
        return new Gap("the result was truncated");
      }
      return members.raw("totalRecords") instanceof Long total && total == rows
          ? null
          : new Gap(rows + " rows came where " + members.raw("totalRecords") + " were counted");
    }
  }
}
