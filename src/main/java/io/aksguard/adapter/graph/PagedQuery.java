package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.GraphPage;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query of one part of the scope, page by page. Skip tokens are offsets: where a row comes or
 * goes meanwhile, the rows behind it move, and one is shown twice or not at all. What shows that
 * they moved makes the query be read once more: what one reading has lost at the edge of a page the
 * other one has, since the edge lies elsewhere then. No row is handed on twice.
 */
final class PagedQuery {
  private static final int MOST_ROWS = 1000;
  private static final long UNTOLD = -1;
  private static final Gap TOO_LARGE =
      new Gap("400 (BadRequest): a row alone is too large (ResponsePayloadTooLarge)");

  private final ArmClient arm;
  private final String kql;
  private final Map<String, Object> part;
  private final GraphClient.Rows sink;
  private final Ids handedOn = new Ids();
  private int top = MOST_ROWS;

  PagedQuery(ArmClient arm, String kql, Map<String, Object> part, GraphClient.Rows sink) {
    this.arm = arm;
    this.kql = kql;
    this.part = part;
    this.sink = sink;
  }

  /** Why rows may be missing; null where all were handed on. */
  @Nullable Gap read() {
    Reading first = new Reading();
    Gap gap = first.pages();
    if (gap != null || first.isWhole()) {
      return gap;
    }
    Reading second = new Reading();
    gap = second.pages();
    return gap != null || second.isWhole() || handedOn.size() >= second.total
        ? gap
        : new Gap(
            "%d rows came in two readings where %d were counted"
                .formatted(handedOn.size(), second.total));
  }

  /** From the first page on. */
  private final class Reading {
    private final Ids ids = new Ids();
    private final Set<String> tokens = new HashSet<>();
    private long rows;
    private long total = UNTOLD;
    private boolean moved;

    private boolean isWhole() {
      return !moved && rows == total;
    }

    private @Nullable Gap pages() {
      String token = "";
      while (true) {
        GraphPage page = page(token);
        if (page.gap() != null) {
          return page.isTooLarge() ? TOO_LARGE : page.gap();
        }
        if (page.limitHit()) {
          return new Gap("more subscriptions than one query may ask");
        }
        take(page);
        String next = page.members().string("$skipToken").orElse("");
        if (next.isEmpty()) {
          return shortfall(page.members());
        }
        if (!tokens.add(next)) {
          return new Gap("the pages of the query have no end");
        }
        token = next;
      }
    }

    private void take(GraphPage page) {
      long counted = page.members().raw("totalRecords") instanceof Long number ? number : UNTOLD;
      moved |= total != UNTOLD && total != counted;
      total = counted;
      rows += page.rows().size();
      for (JsonObject row : page.rows()) {
        moved |= !row.string("id").map(ids::add).orElse(true);
      }
      List<JsonObject> fresh =
          page.rows().stream()
              .filter(row -> row.string("id").map(handedOn::add).orElse(true))
              .toList();
      if (!fresh.isEmpty()) {
        sink.page(fresh, page.askedAt());
      }
    }

    /** A row that Resource Graph has counted and not shown must not be lost. */
    private @Nullable Gap shortfall(JsonObject members) {
      if ("true".equals(String.valueOf(members.raw("resultTruncated")))) {
        return new Gap("the result was truncated");
      }
      return total == UNTOLD ? new Gap("how many rows there are was not told") : null;
    }
  }

  /** A page, of half as many rows where they are too large. */
  private GraphPage page(String token) {
    GraphPage page = arm.graph(body(token));
    while (page.isTooLarge() && top > 1) {
      top /= 2;
      page = arm.graph(body(token));
    }
    return page;
  }

  private String body(String token) {
    Map<String, Object> options = new LinkedHashMap<>();
    // It overrides the size of a page that the token has.
    options.put("$top", top);
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
}
