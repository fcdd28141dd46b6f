package io.aksguard.control;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Plain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the remedies of controls what they come to in a cluster. Pure. It fails closed: a step that
 * depends on what could not be read is none.
 */
public final class Mender {
  private final Variables.Surroundings surroundings;

  /**
   * @param tables dated facts, {@link Catalogue#tables}
   * @param parameters a value for each parameter of the catalogue
   * @param at the instant that is judged at
   */
  public Mender(JsonObject tables, JsonObject parameters, Instant at) {
    this.surroundings = new Variables.Surroundings(tables, parameters, at);
  }

  /**
   * What would mend the control's failures.
   *
   * @param subjects as the failures name them
   * @return for each of them
   */
  public Map<String, Mending> mendings(
      Control control, Evidence evidence, Collection<String> subjects) {
    return mendings(control, evidence, subjects, false);
  }

  /**
   * The same.
   *
   * @param isBegun whether the remedy is carried out in part: then it is told in full, also where
   *     that part was enough for the control
   */
  public Map<String, Mending> mendings(
      Control control, Evidence evidence, Collection<String> subjects, boolean isBegun) {
    Map<String, Mending> mendings = new HashMap<>();
    String untold = "what fails is not in the evidence any more";
    Variables cluster = surroundings.of(evidence);
    if (control.forEach == null) {
      mendings.put("", whole(control, evidence, cluster, isBegun));
    } else {
      try {
        Set<String> wanted = Set.copyOf(subjects);
        for (Object element : Assessor.elements(control.forEach.value(cluster))) {
          Variables variables = cluster.with(control.definition().as(), element);
          failing(control, variables, isBegun)
              .filter(wanted::contains)
              .ifPresent(
                  subject ->
                      mendings.computeIfAbsent(
                          subject, key -> mending(control, evidence, variables)));
        }
      } catch (GapException e) {
        untold = unknown(control, evidence, e);
      }
    }
    for (String subject : subjects) {
      mendings.putIfAbsent(subject, Mending.unmet(untold));
    }
    return mendings;
  }

  /** Of the cluster itself, where it still fails by the control as it is now. */
  private static Mending whole(
      Control control, Evidence evidence, Variables cluster, boolean isBegun) {
    try {
      boolean fails =
          isBegun
              || ((control.applies == null || control.applies.holds(cluster))
                  && !control.expect.holds(cluster));
      return fails
          ? mending(control, evidence, cluster)
          : Mending.unmet("it does not fail any more by the control as it is now");
    } catch (GapException e) {
      return Mending.unmet(unknown(control, evidence, e));
    }
  }

  /** The element's subject, where it fails as far as can be told. */
  private static Optional<String> failing(Control control, Variables variables, boolean isBegun) {
    if (control.subject == null) {
      return Optional.empty();
    }
    try {
      boolean fails =
          (control.where == null || control.where.holds(variables))
              && (isBegun || !control.expect.holds(variables));
      return fails ? Optional.of(Values.text(control.subject.value(variables))) : Optional.empty();
    } catch (GapException e) {
      return Optional.empty();
    }
  }

  private static Mending mending(Control control, Evidence evidence, Variables variables) {
    Mending mending;
    try {
      mending = mending(control.remedy, variables);
    } catch (GapException e) {
      mending = Mending.unmet(unknown(control, evidence, e));
    }
    return mending.told(how(control.remedy, variables));
  }

  /** What is not known stays as the author has written it. */
  private static String how(CompiledRemedy remedy, Variables variables) {
    StringBuilder how = new StringBuilder();
    for (CompiledRemedy.CompiledHow part : remedy.how()) {
      String text = part.text();
      if (part.expression() != null) {
        try {
          text = Values.text(part.expression().value(variables));
        } catch (GapException e) {
          text = part.text();
        }
      }
      how.append(text);
    }
    return how.toString();
  }

  private static String unknown(Control control, Evidence evidence, GapException e) {
    return "it depends on what is unknown: " + Assessor.gap(control, evidence, e).reason();
  }

  private static Mending mending(CompiledRemedy remedy, Variables variables) {
    for (CompiledRemedy.CompiledNeed need : remedy.needs()) {
      if (!need.that().holds(variables)) {
        return Mending.unmet(need.or());
      }
    }
    List<Wanted> wanted = new ArrayList<>();
    for (CompiledRemedy.CompiledStep step : remedy.steps()) {
      if (step.when() == null || step.when().holds(variables)) {
        wanted.add(wanted(step, variables));
      }
    }
    return new Mending(wanted, "", "");
  }

  private static Wanted wanted(CompiledRemedy.CompiledStep step, Variables variables) {
    List<Wanted.Setting> set = new ArrayList<>();
    for (CompiledRemedy.CompiledSetting each : step.set()) {
      MemberPath path = path(each.path(), variables);
      Object value = Plain.of(each.value().value(variables));
      if (value == null) {
        throw new GapException(new Gap("what " + path + " would be set to"));
      }
      set.add(new Wanted.Setting(path, value, absence(each, variables)));
    }
    String resource = Values.text(step.resource().value(variables));
    return new Wanted(
        ArmId.parse(resource).orElseThrow(() -> Values.not("an ARM resource id", resource)),
        set,
        step.remove().stream().map(path -> path(path, variables)).toList(),
        step.call());
  }

  private static @Nullable Absence absence(
      CompiledRemedy.CompiledSetting setting, Variables variables) {
    return setting.absent() == null
        ? null
        : new Absence(Plain.of(setting.absent().value(variables)));
  }

  private static MemberPath path(CompiledRemedy.CompiledPath path, Variables variables) {
    List<MemberPath.Part> parts = new ArrayList<>();
    for (CompiledRemedy.CompiledPart part : path.parts()) {
      String value = part.value() == null ? "" : Values.text(part.value().value(variables));
      parts.add(
          part.name().isEmpty()
              ? new MemberPath.Part(value, "", "")
              : new MemberPath.Part(part.name(), part.key(), value));
    }
    return new MemberPath(parts);
  }
}
