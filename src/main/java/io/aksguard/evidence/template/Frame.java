package io.aksguard.evidence.template;

import io.aksguard.evidence.Gap;
import java.util.HashMap;
import java.util.Map;

/**
 * What an expression sees around it.
 *
 * @param names parameters, variables, functions and the deployment's scope
 * @param lambda the values of lambda variables
 * @param text the expression as written, for reasons
 */
record Frame(TemplateScope names, Loops loops, Map<String, Object> lambda, String text) {
  static Frame of(TemplateScope names, Loops loops) {
    return new Frame(names, loops, Map.of(), "");
  }

  Frame reading(String expression) {
    return new Frame(names, loops, lambda, expression);
  }

  Frame inProperty(String loop, long index) {
    return new Frame(names, loops.inProperty(loop, index), lambda, text);
  }

  Frame binding(String variable, Object value) {
    Map<String, Object> more = new HashMap<>(lambda);
    more.put(variable, value);
    return new Frame(names, loops, more, text);
  }

  /** A gap that shows the expression and why it has no value. */
  Gap gap(String why) {
    return new Gap(shown(text) + " " + why);
  }

  static String shown(String expression) {
    return expression.length() <= Limits.LONGEST_SHOWN
        ? expression
        : expression.substring(0, Limits.LONGEST_SHOWN) + "...";
  }
}
