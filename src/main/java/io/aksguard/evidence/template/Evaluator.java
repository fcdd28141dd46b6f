package io.aksguard.evidence.template;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * Evaluates expressions. A value is what evidence holds, {@link NullValue} for null, or a {@link
 * Gap}; nothing that a template says makes it throw but {@link Budget.Exhausted}.
 */
final class Evaluator {
  private final Budget budget;

  /** By text: the {@link Expr}, or the {@link Gap} of one that is malformed. */
  private final Map<String, Object> parsed = new HashMap<>();

  Evaluator(Budget budget) {
    this.budget = budget;
  }

  Budget budget() {
    return budget;
  }

  /** The value of an expression with its brackets. */
  Object evaluate(String text, Frame frame) {
    Object expr = parsed.get(text);
    if (expr == null) {
      expr = parse(text);
      parsed.put(text, expr);
    }
    return expr instanceof Expr known ? value(known, frame.reading(text)) : expr;
  }

  private Object parse(String text) {
    budget.spend(text.length() / 8);
    try {
      return Parser.parse(text);
    } catch (Malformed e) {
      return new Gap(Frame.shown(text) + " is not a valid expression: " + e.getMessage());
    }
  }

  Object value(Expr expr, Frame frame) {
    budget.spend(1);
    try {
      if (!budget.enter()) {
        return frame.gap("goes deeper than " + Limits.DEEPEST_EVALUATION + " evaluations");
      }
      if (expr instanceof Expr.Literal literal) {
        return literal.value();
      }
      if (expr instanceof Expr.Member member) {
        return member(member, frame);
      }
      return call((Expr.Call) expr, frame);
    } finally {
      budget.leave();
    }
  }

  private Object call(Expr.Call call, Frame frame) {
    Arguments arguments = new Arguments(this, frame, call);
    try {
      return call.name().indexOf('.') >= 0
          ? UserFunctions.apply(arguments)
          : Functions.apply(arguments);
    } catch (GapException e) {
      return e.gap();
    }
  }

  private Object member(Expr.Member member, Frame frame) {
    Object target = value(member.target(), frame);
    if (target instanceof Gap) {
      return target;
    }
    Object key = value(member.key(), frame);
    if (key instanceof Gap) {
      return key;
    }
    if (target instanceof NullValue && member.safe()) {
      return NullValue.NULL_VALUE;
    }
    budget.spend(target instanceof JsonObject object ? object.size() / 64 : 0);
    Object found = Lookup.find(target, key);
    if (found != null) {
      return found;
    }
    return member.safe() && (target instanceof JsonObject || target instanceof JsonArray)
        ? NullValue.NULL_VALUE
        : frame.gap("cannot be resolved: there is no member " + Lookup.shown(key));
  }
}
