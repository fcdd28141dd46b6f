package io.aksguard.control;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.Gaps;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks controls about evidence. Pure: the same arguments give the same results. */
public final class Assessor {
  private final List<Control> controls;
  private final Variables.Surroundings surroundings;

  /**
   * @param tables dated facts, {@link Catalogue#tables}
   * @param parameters a value for each parameter of the catalogue
   * @param at the instant that ages, expiries and support are judged at
   */
  public Assessor(List<Control> controls, JsonObject tables, JsonObject parameters, Instant at) {
    this.controls = List.copyOf(controls);
    this.surroundings = new Variables.Surroundings(tables, parameters, at);
  }

  /** At least one result for each control, in the catalogue's order. */
  public List<Result> assess(Evidence evidence) {
    List<Result> results = new ArrayList<>();
    assess(evidence, results::add);
    return results;
  }

  /** As {@link #assess(Evidence)}, one after the other: a large cluster has a million of them. */
  public void assess(Evidence evidence, Consumer<Result> results) {
    for (Control control : controls) {
      assess(control, evidence, results);
    }
  }

  private void assess(Control control, Evidence evidence, Consumer<Result> results) {
    Variables cluster = surroundings.of(evidence);
    try {
      if (control.applies != null && !control.applies.holds(cluster)) {
        results.accept(
            result(control, "", new Verdict.NotApplicable("not applicable here"), Seen.NOTHING));
        return;
      }
    } catch (GapException e) {
      results.accept(result(control, "", unknown(control, evidence, e), Seen.NOTHING));
      return;
    }
    if (control.forEach == null) {
      results.accept(judge(control, "", evidence, cluster));
    } else {
      assessEach(control, control.forEach, evidence, cluster, results);
    }
  }

  private void assessEach(
      Control control,
      Expression forEach,
      Evidence evidence,
      Variables cluster,
      Consumer<Result> results) {
    boolean any = false;
    try {
      Object list = forEach.value(cluster);
      for (Object element : elements(list)) {
        Variables variables = cluster.with(control.definition().as(), element);
        Optional<Result> judged = judgeElement(control, evidence, variables);
        any |= judged.isPresent();
        judged.ifPresent(results);
      }
      if (list instanceof JsonArray array && array.rest().isPresent()) {
        throw new GapException(array.rest().get());
      }
    } catch (GapException e) {
      any = true;
      results.accept(result(control, "", unknown(control, evidence, e), Seen.NOTHING));
    }
    if (!any) {
      results.accept(
          result(control, "", new Verdict.NotApplicable("nothing here to judge"), Seen.NOTHING));
    }
  }

  static List<?> elements(Object list) {
    if (list instanceof JsonArray array) {
      return array.known();
    }
    if (list instanceof List<?> plain) {
      return plain;
    }
    throw new GapException(new Gap("forEach gives no list but " + Shown.of(list)));
  }

  private Optional<Result> judgeElement(Control control, Evidence evidence, Variables variables) {
    String subject = "";
    try {
      if (control.subject != null) {
        subject = Values.text(control.subject.value(variables));
      }
      if (control.where != null && !control.where.holds(variables)) {
        return Optional.empty();
      }
    } catch (GapException e) {
      return Optional.of(result(control, subject, unknown(control, evidence, e), Seen.NOTHING));
    }
    return Optional.of(judge(control, subject, evidence, variables));
  }

  private Result judge(Control control, String subject, Evidence evidence, Variables variables) {
    Seen seen = Seen.follow(control.seen, variables);
    try {
      return control.expect.holds(variables)
          ? result(control, subject, new Verdict.Pass(), seen)
          : result(control, subject, new Verdict.Fail(message(control, variables, seen)), seen);
    } catch (GapException e) {
      return result(control, subject, unknown(control, evidence, e), seen);
    }
  }

  private static Result result(Control control, String subject, Verdict verdict, Seen seen) {
    return new Result(control, subject, verdict, seen);
  }

  private static Verdict unknown(Control control, Evidence evidence, GapException e) {
    return new Verdict.Unknown(gap(control, evidence, e));
  }

  /**
   * Where the engine only knows that it failed (it loses the cause of an error that passes through
   * a negation or a condition), the first gap in the control's sections tells the reason. Objects
   * of a cluster have gaps all over, each of which matters to itself only.
   */
  static Gap gap(Control control, Evidence evidence, GapException e) {
    if (e instanceof Expression.Failed) {
      for (String section : control.definition().sections()) {
        Object value = evidence.value(section);
        boolean isCluster = section.equals("kubernetes") && !(value instanceof Gap);
        Optional<Gap> gap = isCluster ? Optional.empty() : Gaps.first(value);
        if (gap.isPresent()) {
          return gap.get();
        }
      }
    }
    return e.gap();
  }

  private static String message(Control control, Variables variables, Seen seen) {
    StringBuilder text = new StringBuilder();
    for (Control.MessagePart part : control.message) {
      if (part.text() != null) {
        text.append(part.text());
      } else if (part.expression() == null) {
        text.append(
            control.definition().sensitive() ? Shown.kind(seen.value()) : Shown.of(seen.value()));
      } else {
        text.append(filled(part.expression(), variables));
      }
    }
    return text.toString();
  }

  /** A text is filled in as it is, any other value as JSON; what is not known says so. */
  private static String filled(Expression expression, Variables variables) {
    try {
      Object value = expression.value(variables);
      Object shown = value instanceof Optional<?> optional ? optional.orElse(null) : value;
      return shown instanceof String text ? text : Shown.of(shown);
    } catch (GapException e) {
      return "unknown";
    }
  }
}
