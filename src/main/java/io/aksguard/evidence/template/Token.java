package io.aksguard.evidence.template;

/**
 * One token of an expression.
 *
 * @param text what it says; of a string the content without quotes
 * @param column where it begins in the expression, from 1, the bracket included
 */
record Token(Kind kind, String text, int column) {
  enum Kind {
    IDENTIFIER,
    STRING,
    INTEGER,
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** How a message names it. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
