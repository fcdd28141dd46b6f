package io.aksguard.evidence.template;

import java.util.List;

/** A parsed template expression. */
sealed interface Expr {

  /** A string or an integer as written. */
  record Literal(Object value) implements Expr {}

  /** {@code name(a, b)}; the name of a user function keeps its namespace, {@code ns.name}. */
  record Call(String name, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code target.key} or {@code target[key]}; {@code safe} when absence means null. */
  record Member(Expr target, Expr key, boolean safe) implements Expr {}
}
