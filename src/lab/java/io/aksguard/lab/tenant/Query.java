package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The part of Kusto's language that the collectors use: where, project, extend, order by, summarize
 * count(), take, count. Whatever else stands in a query is refused, so that no query is answered
 * with rows that it does not mean.
 *
 * @param pageable whether a skip token may be given: the rows have an id and were not limited
 */
record Query(String table, List<UnaryOperator<List<ObjectNode>>> stages, boolean pageable) {
  private static final Set<String> COLUMNS =
      Set.of(
          "id",
          "name",
          "type",
          "tenantId",
          "kind",
          "location",
          "resourceGroup",
          "subscriptionId",
          "managedBy",
          "sku",
          "plan",
          "properties",
          "tags",
          "identity",
          "zones",
          "extendedLocation");

  static RefusedException failure(String message) {
    return refused(message, "InvalidQuery", "Query is invalid.", "ParserFailure", message);
  }

  /** An answer that is no query's fault. */
  static RefusedException failure(String code, String message) {
    return refused(message, code, message);
  }

  /** What is wrong stands in the details only, codes and messages by turns. */
  private static RefusedException refused(String message, String... codes) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error
        .put("code", "BadRequest")
        .put("message", "Please provide below info when asking for support.");
    var details = error.putArray("details");
    for (int i = 0; i < codes.length; i += 2) {
      details.addObject().put("code", codes[i]).put("message", codes[i + 1]);
    }
    return new RefusedException(Answer.json(400, body), message);
  }

  List<ObjectNode> run(List<ObjectNode> rows) {
    List<ObjectNode> at = rows;
    for (UnaryOperator<List<ObjectNode>> stage : stages) {
      at = stage.apply(at);
    }
    return at;
  }

  static Query parse(String text, Instant now) {
    return new Parsing(new QueryTokens(text), now).query();
  }

  private static final class Parsing {
    private final QueryTokens tokens;
    private final Instant now;
    private final List<UnaryOperator<List<ObjectNode>>> stages = new ArrayList<>();
    private Set<String> columns = new LinkedHashSet<>(COLUMNS);
    private boolean limited;

    private Parsing(QueryTokens tokens, Instant now) {
      this.tokens = tokens;
      this.now = now;
    }

    private Query query() {
      String table = tokens.name().toLowerCase(Locale.ROOT);
      while (!tokens.atEnd()) {
        tokens.expect("|");
        stages.add(stage(tokens.name()));
      }
      return new Query(table, stages, !limited && columns.contains("id"));
    }

    private UnaryOperator<List<ObjectNode>> stage(String word) {
      return switch (word) {
        case "where" -> where();
        case "project" -> project(false);
        case "extend" -> project(true);
        case "order", "sort" -> order();
        case "summarize" -> summarize();
        case "count" -> counting("Count", Map.of());
        case "take", "limit" -> take();
        default -> throw failure("the operator '" + word + "' is not simulated");
      };
    }

    private Expression expression() {
      return new Expression.Parser(tokens, columns, now).parse();
    }

    private UnaryOperator<List<ObjectNode>> where() {
      Expression wanted = expression();
      return rows -> rows.stream().filter(row -> wanted.of(row).asBoolean()).toList();
    }

    /** {@code a, b = properties.c}, until the next bar. */
    private Map<String, Expression> named() {
      Map<String, Expression> named = new LinkedHashMap<>();
      do {
        String first = tokens.peek();
        Set<String> before = columns;
        columns = new LinkedHashSet<>(before);
        columns.add(first);
        Expression value = expression();
        columns = before;
        if (tokens.takes("=")) {
          value = expression();
        } else if (!before.contains(first)) {
          throw failure("there is no column '" + first + "'");
        }
        named.put(first, value);
      } while (tokens.takes(","));
      return named;
    }

    private UnaryOperator<List<ObjectNode>> project(boolean keep) {
      Map<String, Expression> named = named();
      if (!keep) {
        columns = new LinkedHashSet<>();
      }
      columns.addAll(named.keySet());
      return rows ->
          rows.stream()
              .map(
                  row -> {
                    ObjectNode projected = keep ? row.deepCopy() : Json.object();
                    named.forEach((name, value) -> set(projected, name, value.of(row)));
                    return projected;
                  })
              .toList();
    }

    private static void set(ObjectNode row, String name, JsonNode value) {
      if (value.isMissingNode()) {
        row.putNull(name);
      } else {
        row.set(name, value);
      }
    }

    private UnaryOperator<List<ObjectNode>> order() {
      tokens.expect("by");
      List<Comparator<ObjectNode>> orders = new ArrayList<>();
      do {
        Expression column = expression();
        Comparator<ObjectNode> order = Comparator.comparing(row -> column.of(row).asText());
        boolean ascending = tokens.takes("asc");
        orders.add(ascending ? order : order.reversed());
        if (!ascending) {
          tokens.takes("desc");
        }
      } while (tokens.takes(","));
      Comparator<ObjectNode> all = orders.stream().reduce(Comparator::thenComparing).orElseThrow();
      return rows -> rows.stream().sorted(all).toList();
    }

    private UnaryOperator<List<ObjectNode>> summarize() {
      String name = "count_";
      String word = tokens.name();
      if (tokens.takes("=")) {
        name = word;
        word = tokens.name();
      }
      if (!word.equals("count")) {
        throw failure("summarize is simulated with count() only");
      }
      tokens.expect("(");
      tokens.expect(")");
      return counting(name, tokens.takes("by") ? named() : Map.of());
    }

    private UnaryOperator<List<ObjectNode>> counting(String name, Map<String, Expression> by) {
      limited = true;
      columns = new LinkedHashSet<>(by.keySet());
      columns.add(name);
      return rows -> {
        Map<String, ObjectNode> groups = new LinkedHashMap<>();
        if (by.isEmpty()) {
          groups.put("", Json.object());
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        for (ObjectNode row : rows) {
          ObjectNode group = Json.object();
          by.forEach((column, value) -> set(group, column, value.of(row)));
          String key = by.isEmpty() ? "" : Json.text(group);
          groups.putIfAbsent(key, group);
          counts.merge(key, 1L, Long::sum);
        }
        groups.forEach((key, group) -> group.put(name, counts.getOrDefault(key, 0L)));
        return List.copyOf(groups.values());
      };
    }

    private UnaryOperator<List<ObjectNode>> take() {
      limited = true;
      String token = tokens.take();
      if (!token.matches("\\d{1,9}")) {
        throw failure("expected a number and found '" + token + "'");
      }
      int most = Integer.parseInt(token);
      return rows -> rows.subList(0, Math.min(most, rows.size()));
    }
  }
}
