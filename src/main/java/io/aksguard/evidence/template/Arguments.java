package io.aksguard.evidence.template;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of one call, evaluated when asked for: a branch that is not taken costs nothing and
 * its gaps do not matter. The typed readers throw {@link GapException} where the argument is a gap
 * or of another type; the evaluator turns that into the call's value.
 */
final class Arguments {
  /** Up to here a double holds every integer. */
  private static final double MOST_EXACT = 1L << 53;

  private final Evaluator evaluator;
  private final Frame frame;
  private final Expr.Call call;

  Arguments(Evaluator evaluator, Frame frame, Expr.Call call) {
    this.evaluator = evaluator;
    this.frame = frame;
    this.call = call;
  }

  String name() {
    return call.name();
  }

  Frame frame() {
    return frame;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  int size() {
    return call.arguments().size();
  }

  Expr expr(int i) {
    if (i >= size()) {
      throw fault("argument " + (i + 1) + " is missing");
    }
    return call.arguments().get(i);
  }

  /** The argument, be it a gap. */
  Object value(int i) {
    return evaluator.value(expr(i), frame);
  }

  Object known(int i) {
    Object value = value(i);
    if (value instanceof Gap gap) {
      throw new GapException(gap);
    }
    return value;
  }

  /** All arguments, gaps included. */
  List<Object> values() {
    List<Object> all = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      all.add(value(i));
    }
    return all;
  }

  String text(int i) {
    String text = typed(i, String.class, "a string");
    spend(text.length() / 64);
    return text;
  }

  long number(int i) {
    Object value = known(i);
    if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) <= MOST_EXACT) {
      return real.longValue();
    }
    return typed(value, i, Long.class, "an integer");
  }

  boolean truth(int i) {
    return typed(i, Boolean.class, "a boolean");
  }

  JsonObject object(int i) {
    return typed(i, JsonObject.class, "an object");
  }

  JsonArray array(int i) {
    return typed(i, JsonArray.class, "an array");
  }

  /** A result of this many characters is coming: pays for it, refuses what is too long. */
  void expectText(long length) {
    if (length > Limits.LONGEST_TEXT) {
      throw fault("the result is longer than " + Limits.LONGEST_TEXT + " characters");
    }
    evaluator.budget().spend(length / 16);
  }

  /** A search is coming; at worst it compares at every position. */
  void expectSearch(String text, String wanted) {
    evaluator.budget().spend((long) text.length() * wanted.length() / 4096);
  }

  /** Work that is not an evaluation, such as comparing. */
  void spend(long steps) {
    evaluator.budget().spend(steps);
  }

  GapException fault(String why) {
    return new GapException(frame.gap("cannot be resolved: " + name() + ": " + why));
  }

  Gap onlyInDeployment() {
    return frame.gap("is known only to a deployment");
  }

  private <T> T typed(int i, Class<T> type, String wanted) {
    return typed(known(i), i, type, wanted);
  }

  private <T> T typed(Object value, int i, Class<T> type, String wanted) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw wrong(i, wanted);
  }

  GapException wrong(int i, String wanted) {
    return fault("argument " + (i + 1) + " is not " + wanted);
  }
}
