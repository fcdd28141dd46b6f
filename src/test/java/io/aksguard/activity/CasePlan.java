package io.aksguard.activity;

import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.CaseFile;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.State;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Planner;
import io.aksguard.remediation.permission.Permission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What would mend a case of a control, where the customer wants that automatic.
 *
 * @param changes in the order in which they are made
 */
record CasePlan(Control control, CaseFile of, Planned planned, List<Change> changes) {

  /** Empty where the case has nothing to mend. */
  static Optional<CasePlan> of(Catalogue catalogue, Control control, CaseFile each) {
    Evidence evidence = each.evidence(each.given());
    ModeRule rule = new ModeRule(List.of(control.id()), "*", Map.of(), Mode.AUTO);
    GuardConfig config =
        new GuardConfig(
            each.parameters(catalogue),
            List.of(),
            new Modes(Mode.APPROVE, List.of(rule)),
            Bounds.DEFAULT);
    List<State> states =
        new Auditor(catalogue, List.of(control), config, each.at())
            .audit(evidence).stream().map(State::of).toList();
    Planner planner = new Planner(catalogue, config, each.at()).atAnyTime();
    String id = evidence.resource();
    List<Change> changes = planner.changes(id, states, evidence, Set.of(control.id())).changes();
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CasePlan(control, each, planner.plan(id, states, Optional.of(evidence)), changes));
  }

  /** All actions that its changes need. */
  Set<String> needed() {
    return needed(changes);
  }

  static Set<String> needed(List<Change> changes) {
    Set<String> actions = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    changes.stream()
        .flatMap(change -> change.permissions().stream())
        .map(Permission::action)
        .forEach(actions::add);
    return actions;
  }

  /** What becomes of it by a plan of it. */
  Fix fix(Planned by) {
    return by.fixes().stream()
        .filter(fix -> fix.control().equals(control.id()) && fix.hold().isPlanned())
        .findFirst()
        .orElseThrow();
  }
}
