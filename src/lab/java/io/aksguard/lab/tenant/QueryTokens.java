package io.aksguard.lab.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query in pieces, with the place of the parser. */
final class QueryTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|//[^\\n]*"
              + "|(datetime\\([^)]*\\)"
              + "|'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\""
              + "|\\d+(?:\\.\\d+)?[smhd]?"
              + "|!?in~|!in\\b|!contains\\b|!has\\b"
              + "|[A-Za-z_$][A-Za-z0-9_$]*"
              + "|=~|!~|==|!=|>=|<=|[=<>().,|\\[\\]])");

  private final List<String> tokens = new ArrayList<>();
  private int next;

  QueryTokens(String query) {
    Matcher matcher = TOKEN.matcher(query);
    int at = 0;
    while (at < query.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw Query.failure("unexpected character '" + query.charAt(at) + "' at " + at);
      }
      if (matcher.group(1) != null) {
        tokens.add(matcher.group(1));
      }
      at = matcher.end();
    }
  }

  /** The token at hand, empty at the end. */
  String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  String take() {
    String token = peek();
    if (token.isEmpty()) {
      throw Query.failure("the query ends too early");
    }
    next++;
    return token;
  }

  /** Takes the token where it is this one. */
  boolean takes(String token) {
    boolean same = peek().equalsIgnoreCase(token);
    next += same ? 1 : 0;
    return same;
  }

  void expect(String token) {
    String found = peek();
    if (!takes(token)) {
      throw Query.failure("expected '" + token + "' and found '" + found + "'");
    }
  }

  boolean atEnd() {
    return next == tokens.size();
  }

  String name() {
    String token = take();
    if (!token.matches("[A-Za-z_$].*") || token.startsWith("datetime(")) {
      throw Query.failure("expected a name and found '" + token + "'");
    }
    return token;
  }
}
