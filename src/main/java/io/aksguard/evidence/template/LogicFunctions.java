package io.aksguard.evidence.template;

import static java.util.Map.entry;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Conditions and comparisons; a gap counts only where the known arguments do not decide. */
final class LogicFunctions {
  private LogicFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("true", args -> true),
        entry("false", args -> false),
        entry("not", args -> !args.truth(0)),
        entry("and", args -> decided(args, false)),
        entry("or", args -> decided(args, true)),
        entry("if", args -> args.truth(0) ? args.value(1) : args.value(2)),
        entry("coalesce", LogicFunctions::coalesce),
        entry("equals", args -> comparison(args).equal(args.known(0), args.known(1))),
        entry("less", args -> ordered(args, sign -> sign < 0)),
        entry("lessOrEquals", args -> ordered(args, sign -> sign <= 0)),
        entry("greater", args -> ordered(args, sign -> sign > 0)),
        entry("greaterOrEquals", args -> ordered(args, sign -> sign >= 0)));
  }

  static Comparison comparison(Arguments args) {
    return new Comparison(args.evaluator().budget());
  }

  /** {@code and} is false as soon as one is false, {@code or} true as soon as one is true. */
  private static Object decided(Arguments args, boolean decides) {
    @Nullable Gap open = null;
    for (int i = 0; i < args.size(); i++) {
      try {
        if (args.truth(i) == decides) {
          return decides;
        }
      } catch (GapException e) {
        open = open == null ? e.gap() : open;
      }
    }
    return open == null ? (Object) !decides : open;
  }

  /**
   * The first that is not null: a gap may be null, so it ends the search. A member that is absent
   * counts as null here, since the reader leaves out members that are written as null.
   */
  private static Object coalesce(Arguments args) {
    for (int i = 0; i < args.size(); i++) {
      Expr expr = args.expr(i);
      if (expr instanceof Expr.Member member) {
        expr = new Expr.Member(member.target(), member.key(), true);
      }
      Object value = args.evaluator().value(expr, args.frame());
      if (!(value instanceof NullValue)) {
        return value;
      }
    }
    return NullValue.NULL_VALUE;
  }

  private static Object ordered(Arguments args, IntPredicate wanted) {
    Object a = args.known(0);
    Object b = args.known(1);
    if (a instanceof String x && b instanceof String y) {
      return wanted.test(x.compareTo(y));
    }
    if (a instanceof Number x && b instanceof Number y) {
      return wanted.test(
          a instanceof Long && b instanceof Long
              ? Long.compare(x.longValue(), y.longValue())
              : Double.compare(x.doubleValue(), y.doubleValue()));
    }
    throw args.fault("the arguments are neither two numbers nor two strings");
  }
}
