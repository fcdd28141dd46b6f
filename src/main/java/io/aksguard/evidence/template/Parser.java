package io.aksguard.evidence.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one expression. The grammar has calls, literals, {@code .name} and {@code [index]}; there
 * are no operators.
 */
final class Parser {
  private final List<Token> tokens;
  private int at;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** Whether ARM evaluates this string; {@code [[} begins a literal. */
  static boolean isExpression(String text) {
    return text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
  }

  /** The string that a template's text stands for when it is no expression. */
  static String literal(String text) {
    return text.startsWith("[[") ? text.substring(1) : text;
  }

  /** The expression with its brackets. */
  static Expr parse(String text) throws Malformed {
    if (text.length() > Limits.LONGEST_EXPRESSION) {
      throw new Malformed("it is longer than " + Limits.LONGEST_EXPRESSION + " characters");
    }
    Parser parser = new Parser(Tokenizer.tokens(text.substring(1, text.length() - 1)));
    Expr expr = parser.expression();
    if (parser.peek().kind() != Token.Kind.END) {
      throw unexpected(parser.peek(), "the end");
    }
    return expr;
  }

  private Expr expression() throws Malformed {
    if (++depth > Limits.DEEPEST_EXPRESSION) {
      throw new Malformed("it is nested deeper than " + Limits.DEEPEST_EXPRESSION);
    }
    Expr expr = primary();
    while (peek().is(".") || peek().is("[")) {
      expr = next().is(".") ? named(expr) : indexed(expr);
    }
    depth--;
    return expr;
  }

  private Expr primary() throws Malformed {
    Token token = next();
    return switch (token.kind()) {
      case STRING -> new Expr.Literal(token.text());
      case INTEGER -> new Expr.Literal(integer(token));
      case IDENTIFIER -> call(token);
      default -> throw unexpected(token, "a value");
    };
  }

  private static Long integer(Token token) throws Malformed {
    try {
      return Long.valueOf(token.text());
    } catch (NumberFormatException e) {
      throw new Malformed(token.shown() + " at column " + token.column() + " is not an integer");
    }
  }

  private Expr call(Token first) throws Malformed {
    String name = first.text();
    if (peek().is(".")) {
      next();
      name += "." + identifier().text();
    }
    expect("(");
    List<Expr> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      arguments.add(expression());
      while (peek().is(",")) {
        next();
        arguments.add(expression());
      }
    }
    expect(")");
    return new Expr.Call(name, arguments);
  }

  private Expr named(Expr target) throws Malformed {
    boolean safe = skipQuestionMark();
    return new Expr.Member(target, new Expr.Literal(identifier().text()), safe);
  }

  private Expr indexed(Expr target) throws Malformed {
    boolean safe = skipQuestionMark();
    Expr key = expression();
    expect("]");
    return new Expr.Member(target, key, safe);
  }

  private boolean skipQuestionMark() {
    if (peek().is("?")) {
      next();
      return true;
    }
    return false;
  }

  private Token identifier() throws Malformed {
    Token token = next();
    if (token.kind() != Token.Kind.IDENTIFIER) {
      throw unexpected(token, "a name");
    }
    return token;
  }

  private void expect(String sign) throws Malformed {
    Token token = next();
    if (!token.is(sign)) {
      throw unexpected(token, "'" + sign + "'");
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  /** The end is never passed: whoever meets it where it does not belong fails there. */
  private Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  private static Malformed unexpected(Token found, String wanted) {
    return new Malformed(
        "expected " + wanted + " but found " + found.shown() + " at column " + found.column());
  }
}
