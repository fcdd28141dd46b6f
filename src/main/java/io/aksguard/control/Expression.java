package io.aksguard.control;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compiled CEL expression. Free of side effects and safe for all threads. */
final class Expression {
  /** The engine names kinds of values by classes; who reads a report knows no packages. */
  private static final Pattern JAVA_CLASS =
      Pattern.compile("(?:class )?(?:\\b[a-z]\\w*\\.){2,}([A-Z])");

  /** Where the engine meets an error instead of true or false it only quotes it. */
  private static final Pattern QUOTED = Pattern.compile(".*\\b(\\w+)Exception: (.*?)}*");

  private final String text;
  private final Supplier<Program> planning;
  private volatile @Nullable Program program;

  /**
   * @param planning makes the program when it is first asked for: an audit of one cluster never
   *     needs most messages. Two threads may both plan; either program will do
   */
  Expression(String text, Supplier<Program> planning) {
    this.text = text;
    this.planning = planning;
  }

  Expression(String text, Program program) {
    this(text, () -> program);
  }

  /** Stands for an expression with reported mistakes; it is never evaluated. */
  static Expression broken(String text) {
    return new Expression(
        text,
        () -> {
          throw new IllegalStateException("evaluated in spite of its mistakes: " + text);
        });
  }

  /**
   * The expression's value.
   *
   * @throws GapException where the result depends on what could not be read, or the expression is
   *     in error
   */
  Object value(CelVariableResolver variables) {
    Program planned = program;
    if (planned == null) {
      planned = planning.get();
      program = planned;
    }
    try {
      return planned.eval(variables);
    } catch (CelEvaluationException | RuntimeException e) {
      throw gap(e);
    }
  }

  /** The value of an expression that must be true or false; see {@link #value}. */
  boolean holds(CelVariableResolver variables) {
    Object value = value(variables);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new GapException(new Gap("'" + text + "' gives no true or false but " + Shown.of(value)));
  }

  /** An expression that failed by itself, or in which the engine has lost what was touched. */
  static final class Failed extends GapException {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(new Gap("the expression failed: " + message));
    }
  }

  private static GapException gap(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof GapException gap) {
        return gap;
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String line = firstLine(root);
    Matcher quoted = QUOTED.matcher(line);
    if (!quoted.matches()) {
      return new Failed(line);
    }
    return quoted.group(1).equals("Gap")
        ? new GapException(new Gap(quoted.group(2)))
        : new Failed(quoted.group(2));
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : JAVA_CLASS.matcher(message.lines().findFirst().orElse("")).replaceAll("$1");
  }

  @Override
  public String toString() {
    return text;
  }
}
