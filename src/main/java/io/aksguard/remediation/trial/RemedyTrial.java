package io.aksguard.remediation.trial;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.CaseFile;
import io.aksguard.control.CaseFile.Given;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.State;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Changes;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Planner;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One remedy over the cases in which its control fails: after what it writes the control passes,
 * and taken back it fails again, with bodies as they were. What differs is reported at the case.
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
    Changes changes =
        new Planner(catalogue, config, each.at())
            .atAnyTime()
            .changes(
                evidence.resource(), states(auditor, evidence), evidence, Set.of(control.id()));
    for (Fix fix : changes.fixes()) {
      if (!fix.hold().isNone()) {
        held.merge(fix.hold().reason(), 1, Integer::sum);
      }
      if (!fix.hold().isNone() && !fix.hold().guard().equals("needs")) {
        each.report("the remedy is held by " + fix.hold().guard() + ": " + fix.hold().reason());
      }
    }
    if (changes.changes().isEmpty()) {
      return;
    }
    Set<String> subjects = new HashSet<>();
    changes.fixes().stream()
        .filter(fix -> fix.hold().isNone())
        .forEach(fix -> subjects.addAll(fix.subjects()));
    Azure azure = new Azure(given);
    boolean hasUndo = control.definition().remedy().isReversible();
    Written written = new Written(azure, each, hasUndo);
    List<Change> writes =
        changes.changes().stream().filter(change -> change.call().isEmpty()).toList();
    writes.forEach(written::write);
    if (writes.isEmpty()) {
      posted++;
    } else if (passes(each, subjects, states(auditor, each.evidence(azure.given())))) {
      mended++;
    }
    if (hasUndo) {
      written.takeBack();
      failsAgain(each, subjects, states(auditor, each.evidence(azure.given())));
    }
  }

  private static List<State> states(Auditor auditor, Evidence evidence) {
    return auditor.audit(evidence).stream().map(State::of).toList();
  }

  private static boolean passes(CaseFile each, Set<String> subjects, List<State> after) {
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

  private static void failsAgain(CaseFile each, Set<String> subjects, List<State> after) {
    for (State state : after) {
      if (subjects.contains(state.key().subject()) && state.status() != Status.FAIL) {
        each.report(
            "with its remedy taken back %s is %s"
                .formatted(named(state.key().subject()), state.status()));
      }
    }
  }
}
