package io.aksguard.remediation;

import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Remedy;
import io.aksguard.control.Status;
import io.aksguard.finding.State;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pure: from what is known of a cluster to what would be done about it. */
public final class Planner {
  private static final Comparator<Fix> WORST_FIRST =
      Comparator.comparing(Fix::severity)
          .reversed()
          .thenComparing(Fix::control)
          .thenComparing(fix -> fix.hold().reason());

  private final Map<String, Control> controls;

  public Planner(Catalogue catalogue) {
    this.controls =
        catalogue.controls().stream().collect(Collectors.toMap(Control::id, Function.identity()));
  }

  /** What fails for the same control under the same waiver, if any, is mended together. */
  private record Group(String control, String waiver) {}

  /**
   * A fix for each failure, the worst first. What is unknown gets none: nothing is mended on
   * suspicion.
   */
  public List<Fix> fixes(Collection<State> states) {
    Map<Group, List<State>> failures =
        states.stream()
            .filter(state -> state.status() == Status.FAIL)
            .collect(
                Collectors.groupingBy(state -> new Group(state.key().control(), state.waiver())));
    return failures.entrySet().stream()
        .map(each -> fix(each.getKey(), each.getValue()))
        .sorted(WORST_FIRST)
        .toList();
  }

  private Fix fix(Group group, List<State> failed) {
    State first = failed.get(0);
    @Nullable Control control = controls.get(group.control());
    @Nullable Remedy remedy = control == null ? null : control.definition().remedy();
    return new Fix(
        group.control(),
        first.version(),
        first.severity(),
        failed.stream().map(state -> state.key().subject()).sorted().toList(),
        remedy == null ? "" : remedy.mode(),
        remedy == null ? "" : remedy.impact(),
        remedy == null ? "" : remedy.how(),
        hold(group, remedy));
  }

  private static Hold hold(Group group, @Nullable Remedy remedy) {
    if (!group.waiver().isEmpty()) {
      return new Hold("waiver", "waiver " + group.waiver() + " accepts the failure");
    }
    if (remedy == null) {
      return new Hold("catalogue", "the catalogue does not have the control any more");
    }
    if (remedy.mode().equals("manual")) {
      return new Hold("person", "only a person can mend it");
    }
    return new Hold("writes", "this version writes nothing to Azure");
  }
}
