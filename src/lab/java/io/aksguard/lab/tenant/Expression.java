package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;

/** An expression of a query over a row. */
interface Expression {
  JsonNode of(ObjectNode row);

  /** Reads expressions; a column that is not there is an error, as in Resource Graph. */
  record Parser(QueryTokens tokens, Set<String> columns, Instant now) {

    Expression parse() {
      Expression left = conjunction();
      while (tokens.takes("or")) {
        Expression first = left;
        Expression second = conjunction();
        left = row -> BooleanNode.valueOf(first.of(row).asBoolean() || second.of(row).asBoolean());
      }
      return left;
    }

    private Expression conjunction() {
      Expression left = comparison();
      while (tokens.takes("and")) {
        Expression first = left;
        Expression second = comparison();
        left = row -> BooleanNode.valueOf(first.of(row).asBoolean() && second.of(row).asBoolean());
      }
      return left;
    }

    private Expression comparison() {
      Expression left = operand();
      String operator = tokens.peek().toLowerCase(Locale.ROOT);
      return switch (operator) {
        case "==",
            "=~",
            "!=",
            "!~",
            "contains",
            "!contains",
            "has",
            "!has",
            "startswith",
            "endswith" -> {
          tokens.take();
          Expression right = operand();
          BiPredicate<String, String> test = text(operator);
          yield row ->
              BooleanNode.valueOf(test.test(left.of(row).asText(), right.of(row).asText()));
        }
        case ">", ">=", "<", "<=" -> {
          tokens.take();
          Expression right = operand();
          yield row -> BooleanNode.valueOf(order(operator, left.of(row), right.of(row)));
        }
        case "in", "in~", "!in", "!in~" -> {
          tokens.take();
          yield in(left, list(), operator);
        }
        default -> left;
      };
    }

    private static BiPredicate<String, String> text(String operator) {
      return switch (operator) {
        case "==" -> String::equals;
        case "!=" -> (a, b) -> !a.equals(b);
        case "=~" -> String::equalsIgnoreCase;
        case "!~" -> (a, b) -> !a.equalsIgnoreCase(b);
        case "contains", "has" -> (a, b) -> lower(a).contains(lower(b));
        case "!contains", "!has" -> (a, b) -> !lower(a).contains(lower(b));
        case "startswith" -> (a, b) -> lower(a).startsWith(lower(b));
        default -> (a, b) -> lower(a).endsWith(lower(b));
      };
    }

    private static String lower(String text) {
      return text.toLowerCase(Locale.ROOT);
    }

    private static boolean order(String operator, JsonNode left, JsonNode right) {
      if (left.isMissingNode() || right.isMissingNode()) {
        return false;
      }
      int order;
      if (left.isNumber() && right.isNumber()) {
        order = Double.compare(left.asDouble(), right.asDouble());
      } else {
        order = instant(left.asText()).compareTo(instant(right.asText()));
      }
      return switch (operator) {
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        case "<" -> order < 0;
        default -> order <= 0;
      };
    }

    private static Instant instant(String text) {
      try {
        return text.length() == 10
            ? Instant.parse(text + "T00:00:00Z")
            : OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeParseException e) {
        throw Query.failure("not a number or a datetime: '" + text + "'");
      }
    }

    private Expression in(Expression left, List<Expression> list, String operator) {
      boolean folded = operator.endsWith("~");
      boolean negated = operator.startsWith("!");
      return row -> {
        String text = left.of(row).asText();
        boolean found =
            list.stream()
                .map(each -> each.of(row).asText())
                .anyMatch(each -> folded ? each.equalsIgnoreCase(text) : each.equals(text));
        return BooleanNode.valueOf(found != negated);
      };
    }

    private List<Expression> list() {
      tokens.expect("(");
      List<Expression> list = new ArrayList<>();
      do {
        list.add(operand());
      } while (tokens.takes(","));
      tokens.expect(")");
      return list;
    }

    private Expression operand() {
      if (tokens.takes("(")) {
        Expression inner = parse();
        tokens.expect(")");
        return inner;
      }
      String token = tokens.peek();
      if (token.startsWith("'") || token.startsWith("\"")) {
        return constant(TextNode.valueOf(unquoted(tokens.take())));
      }
      if (token.startsWith("datetime(")) {
        String text = tokens.take().replaceAll("^datetime\\(|\\)$|['\"]", "");
        return constant(TextNode.valueOf(instant(text).toString()));
      }
      if (token.matches("\\d.*")) {
        return constant(number(tokens.take()));
      }
      String name = tokens.name();
      if (name.equals("true") || name.equals("false")) {
        return constant(BooleanNode.valueOf(name.equals("true")));
      }
      return tokens.takes("(") ? call(name) : path(name);
    }

    private static JsonNode number(String token) {
      if (!token.matches("[\\d.]{1,18}")) {
        throw Query.failure("a time span stands only in ago()");
      }
      return token.contains(".")
          ? DoubleNode.valueOf(Double.parseDouble(token))
          : LongNode.valueOf(Long.parseLong(token));
    }

    private static Expression constant(JsonNode value) {
      return row -> value;
    }

    static String unquoted(String token) {
      return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private Expression call(String function) {
      if (function.equals("ago")) {
        String span = tokens.take();
        tokens.expect(")");
        return constant(TextNode.valueOf(now.minus(span(span)).toString()));
      }
      if (function.equals("now")) {
        tokens.expect(")");
        return constant(TextNode.valueOf(now.toString()));
      }
      Expression argument = parse();
      tokens.expect(")");
      return switch (function) {
        case "not" -> row -> BooleanNode.valueOf(!argument.of(row).asBoolean());
        case "tostring" -> row -> TextNode.valueOf(text(argument.of(row)));
        case "tolower" -> row -> TextNode.valueOf(lower(text(argument.of(row))));
        case "todatetime", "tobool", "toint" -> argument;
        case "isempty" -> row -> BooleanNode.valueOf(text(argument.of(row)).isEmpty());
        case "isnotempty" -> row -> BooleanNode.valueOf(!text(argument.of(row)).isEmpty());
        case "isnull" -> row -> BooleanNode.valueOf(absent(argument.of(row)));
        case "isnotnull" -> row -> BooleanNode.valueOf(!absent(argument.of(row)));
        default -> throw Query.failure("the function '" + function + "' is not simulated");
      };
    }

    private static boolean absent(JsonNode node) {
      return node.isMissingNode() || node.isNull();
    }

    private static String text(JsonNode node) {
      return absent(node) ? "" : node.isContainerNode() ? Json.text(node) : node.asText();
    }

    private static Duration span(String token) {
      if (!token.matches("\\d+[smhd]")) {
        throw Query.failure("not a time span: '" + token + "'");
      }
      long n = Long.parseLong(token.substring(0, token.length() - 1));
      return switch (token.charAt(token.length() - 1)) {
        case 's' -> Duration.ofSeconds(n);
        case 'm' -> Duration.ofMinutes(n);
        case 'h' -> Duration.ofHours(n);
        default -> Duration.ofDays(n);
      };
    }

    private Expression path(String column) {
      if (!columns.contains(column)) {
        throw Query.failure("there is no column '" + column + "'");
      }
      List<String> steps = new ArrayList<>(List.of(column));
      while (tokens.peek().equals(".") || tokens.peek().equals("[")) {
        boolean index = tokens.take().equals("[");
        String step = index ? tokens.take() : tokens.name();
        steps.add(step.startsWith("'") || step.startsWith("\"") ? unquoted(step) : step);
        if (index) {
          tokens.expect("]");
        }
      }
      return row -> {
        JsonNode at = row;
        for (String step : steps) {
          at =
              at.isArray() && step.matches("\\d+")
                  ? at.path(Integer.parseInt(step))
                  : at.path(step);
        }
        return at.isNull() ? MissingNode.getInstance() : at;
      };
    }
  }
}
