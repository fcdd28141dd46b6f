package io.aksguard.cli;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Control;
import io.aksguard.control.Remedy;
import io.aksguard.control.Status;
import io.aksguard.finding.Finding;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.PatchOperation;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Write;
import io.aksguard.remediation.guard.KeptLines;
import io.aksguard.remediation.guard.Owned;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Why a control's fix is automatic, waits for a person, or is held. */
final class Explanation {
  private final PrintWriter out;
  private final Control control;

  Explanation(PrintWriter out, Control control) {
    this.out = out;
    this.control = control;
  }

  /**
   * @param findings of all controls
   * @param planned for all of them: what one fix may do depends on the others
   * @param known what the ledger knows of the control's fix
   */
  void show(List<Finding> findings, Planned planned, Optional<Intent> known) {
    findings.stream()
        .filter(finding -> finding.control().equals(control.id()))
        .filter(finding -> finding.status() != Status.FAIL)
        .forEach(this::unmended);
    planned.fixes().stream()
        .filter(fix -> fix.control().equals(control.id()))
        .forEach(this::mended);
    for (Write write : planned.writes()) {
      if (write.controls().contains(control.id())) {
        line("would " + PlanText.verb(write) + " " + write.resource());
        write.edits().stream()
            .filter(edit -> edit.control().equals(control.id()))
            .forEach(edit -> edit(write.resource(), edit.operation()));
        line("  " + write.forecast());
        PlanText.needed(write).forEach(need -> line("  " + need));
      }
    }
    known.ifPresent(this::become);
    Remedy remedy = control.definition().remedy();
    remedy.permissions().forEach(action -> line("needs the permission " + action));
    List<String> filled =
        planned.fixes().stream()
            .filter(fix -> fix.control().equals(control.id()))
            .flatMap(fix -> fix.how().lines())
            .distinct()
            .toList();
    (filled.isEmpty() ? List.of(remedy.how()) : filled).forEach(how -> line("by hand: " + how));
  }

  private void edit(ArmId resource, PatchOperation operation) {
    line("  " + PlanText.operation(operation));
    Owned.of(resource, operation).stream()
        .map(KeptLines::of)
        .forEach(kept -> line("  to keep it: " + kept.sentence()));
  }

  /** What has become of it in the app. */
  private void become(Intent intent) {
    line("%s since %s: %s".formatted(intent.phase().word(), intent.since(), intent.reason()));
    intent.fight().stream().flatMap(fight -> fight.sentences().stream()).forEach(this::line);
  }

  private void unmended(Finding finding) {
    String subject = finding.subject().isEmpty() ? "" : "[" + finding.subject() + "] ";
    line(
        subject
            + switch (finding.status()) {
              case PASS -> "passes: there is nothing to mend";
              case NOT_APPLICABLE -> "does not apply here";
              default -> "is unknown, and nothing is mended on suspicion: " + finding.message();
            });
  }

  private void mended(Fix fix) {
    line(
        "%s%s: %s"
            .formatted(
                fix.control(),
                PlanText.subjects(fix),
                fix.decision().mode().isEmpty()
                    ? "a person mends it"
                    : fix.decision().mode() + " (" + fix.decision().because() + ")"));
    line(
        fix.hold().isNone()
            ? "nothing holds it"
            : "held by " + fix.hold().guard() + ": " + fix.hold().reason());
  }

  private void line(String text) {
    out.println("  " + Failures.oneLine(text));
  }
}
