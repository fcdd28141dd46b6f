package io.aksguard.remediation.trial;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.CaseFile;
import io.aksguard.control.CaseFile.Given;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Plain;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.State;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Planner;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One remedy over the cases in which its control fails: after what is planned the control passes,
 * and taken back it leaves the bodies as they were. What differs is reported at the case.
 */
public final class RemedyTrial {
  private final Catalogue catalogue;
  private final Control control;
  private final Map<String, Integer> held = new TreeMap<>();
  private int mended;
  private int posted;

  public RemedyTrial(Catalogue catalogue, Control control) {
    this.catalogue = catalogue;
    this.control = control;
  }

  /** Tries the cases; without any failure among them nothing is said. */
  public RemedyTrial over(List<CaseFile> cases) {
    cases.forEach(this::over);
    return this;
  }

  /** Cases after whose changes the control passes. */
  public int mended() {
    return mended;
  }

  /** Cases in which only actions are posted, whose effect no body shows. */
  public int posted() {
    return posted;
  }

  /** Why failures are not mended, and in how many cases. */
  public Map<String, Integer> held() {
    return Map.copyOf(held);
  }

  private void over(CaseFile each) {
    Given given = each.given();
    Evidence evidence = each.evidence(given);
    GuardConfig config = new GuardConfig(each.parameters(catalogue), List.of());
    Auditor auditor = new Auditor(catalogue, List.of(control), config, each.at());
    Planned planned =
        new Planner(catalogue, config, each.at())
            .plan(evidence.resource(), states(auditor, evidence), Optional.of(evidence));
    for (Fix fix : planned.fixes()) {
      if (!fix.hold().isPlanned()) {
        held.merge(fix.hold().reason(), 1, Integer::sum);
      }
      if (!fix.hold().isPlanned() && !fix.hold().guard().equals("needs")) {
        each.report("the remedy is held by " + fix.hold().guard() + ": " + fix.hold().reason());
      }
    }
    if (planned.writes().isEmpty()) {
      return;
    }
    try {
      Given after = After.made(given, planned.writes());
      boolean acts = planned.writes().stream().allMatch(write -> !write.call().isEmpty());
      if (acts) {
        posted++;
      } else if (passes(each, planned, states(auditor, each.evidence(after)))) {
        mended++;
      }
      if (control.definition().remedy().isReversible()
          && !isSame(After.takenBack(after, planned.writes()), given)) {
        each.report("the remedy, taken back, leaves another body than it found");
      }
    } catch (IllegalArgumentException e) {
      each.report("the remedy does not fit the bodies: " + e.getMessage());
    }
  }

  private static List<State> states(Auditor auditor, Evidence evidence) {
    return auditor.audit(evidence).stream().map(State::of).toList();
  }

  private static boolean passes(CaseFile each, Planned planned, List<State> after) {
    Set<String> subjects = new HashSet<>();
    planned.fixes().stream()
        .filter(fix -> fix.hold().isPlanned())
        .forEach(fix -> subjects.addAll(fix.subjects()));
    Set<String> passing = new HashSet<>();
    boolean passes = true;
    for (State state : after) {
      if (subjects.contains(state.key().subject())) {
        passing.add(state.key().subject());
        if (state.status() != Status.PASS) {
          passes = false;
          each.report(
              "after its remedy %s is %s: %s"
                  .formatted(named(state.key().subject()), state.status(), state.message()));
        }
      }
    }
    if (!passing.containsAll(subjects)) {
      each.report("after its remedy some of what failed is not judged any more");
      return false;
    }
    return passes;
  }

  private static String named(String subject) {
    return subject.isEmpty() ? "the cluster" : subject;
  }

  private static boolean isSame(Given one, Given other) {
    return Optional.ofNullable(Plain.of(one.cluster()))
            .equals(Optional.ofNullable(Plain.of(other.cluster())))
        && one.resources().stream()
            .map(Plain::of)
            .toList()
            .equals(other.resources().stream().map(Plain::of).toList());
  }
}
