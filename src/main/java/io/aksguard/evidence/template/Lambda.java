package io.aksguard.evidence.template;

import java.util.ArrayList;
import java.util.List;

/** {@code lambda('a', 'b', body)} where it was written. */
final class Lambda {
  private final Arguments around;
  private final List<String> variables;
  private final Expr body;

  private Lambda(Arguments around, List<String> variables, Expr body) {
    this.around = around;
    this.variables = variables;
    this.body = body;
  }

  /** Reads the lambda that is argument {@code at}. */
  static Lambda of(Arguments args, int at) {
    if (!(args.expr(at) instanceof Expr.Call call)
        || !call.name().equalsIgnoreCase("lambda")
        || call.arguments().isEmpty()) {
      throw args.wrong(at, "a lambda");
    }
    int last = call.arguments().size() - 1;
    List<String> variables = new ArrayList<>();
    for (Expr variable : call.arguments().subList(0, last)) {
      if (!(variable instanceof Expr.Literal literal)
          || !(literal.value() instanceof String name)) {
        throw args.fault("a variable of the lambda is not named by a string");
      }
      variables.add(name);
    }
    return new Lambda(args, variables, call.arguments().get(last));
  }

  /** The body's value; surplus arguments (the index) are not bound. */
  Object apply(Object... arguments) {
    Frame frame = around.frame();
    if (variables.size() > arguments.length) {
      throw around.fault("the lambda has too many variables");
    }
    for (int i = 0; i < variables.size(); i++) {
      frame = frame.binding(variables.get(i), arguments[i]);
    }
    return around.evaluator().value(body, frame);
  }
}
