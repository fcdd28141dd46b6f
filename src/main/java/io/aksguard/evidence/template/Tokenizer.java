package io.aksguard.evidence.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Cuts the text between an expression's brackets into tokens. */
final class Tokenizer {
  private static final String SIGNS = "().,[]?";

  private final String text;
  private int at;

  private Tokenizer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) throws Malformed {
    return new Tokenizer(text).all();
  }

  private List<Token> all() throws Malformed {
    List<Token> tokens = new ArrayList<>();
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        tokens.add(new Token(Token.Kind.END, "", column(at)));
        return tokens;
      }
      tokens.add(next());
    }
  }

  private Token next() throws Malformed {
    int start = at;
    char c = text.charAt(at);
    if (c == '\'') {
      return new Token(Token.Kind.STRING, string(), column(start));
    }
    if (SIGNS.indexOf(c) >= 0) {
      at++;
      return new Token(Token.Kind.SIGN, String.valueOf(c), column(start));
    }
    if (isDigit(c) || c == '-' || c == '+') {
      at++;
      skipWhile(Tokenizer::isDigit);
      return new Token(Token.Kind.INTEGER, text.substring(start, at), column(start));
    }
    if (isLetter(c)) {
      skipWhile(each -> isLetter(each) || isDigit(each));
      return new Token(Token.Kind.IDENTIFIER, text.substring(start, at), column(start));
    }
    throw new Malformed("unexpected '" + c + "' at column " + column(start));
  }

  private String string() throws Malformed {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\'') {
        content.append(c);
      } else if (at < text.length() && text.charAt(at) == '\'') {
        content.append('\'');
        at++;
      } else {
        return content.toString();
      }
    }
    throw new Malformed("the string at column " + column(start) + " does not end");
  }

  private void skipWhile(IntPredicate wanted) {
    while (at < text.length() && wanted.test(text.charAt(at))) {
      at++;
    }
  }

  /** The opening bracket is column 1. */
  private static int column(int at) {
    return at + 2;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }
}
