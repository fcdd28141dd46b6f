package io.aksguard.cli;

import io.aksguard.control.Shown;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.PatchOperation;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Write;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan for people. */
final class PlanText {
  private final PrintWriter out;

  PlanText(PrintWriter out) {
    this.out = out;
  }

  /** The calls that would be made, and then each fix with what holds it. */
  void show(Planned planned) {
    long mended = planned.fixes().stream().filter(fix -> fix.hold().isPlanned()).count();
    line(
        "  %s would be made for %s of %s"
            .formatted(
                Amount.of(planned.writes().size(), "call"),
                mended,
                Amount.of(planned.fixes().size(), "fix", "fixes")));
    planned.writes().forEach(this::show);
    planned.fixes().forEach(this::show);
  }

  private void show(Write write) {
    line("  %s %s".formatted(verb(write), write.resource()));
    line("    %s".formatted(write.forecast()));
    for (Write.Edit edit : write.edits()) {
      line("    %s   for %s".formatted(operation(edit.operation()), edit.control()));
    }
    List<String> others = new ArrayList<>(write.controls());
    write.edits().forEach(edit -> others.remove(edit.control()));
    if (!others.isEmpty()) {
      // Of an action all; of a change those that want what another wants, too.
      line(
          "    %sfor %s"
              .formatted(write.edits().isEmpty() ? "" : "and ", String.join(", ", others)));
    }
    needed(write).forEach(need -> line("    " + need));
  }

  /** What Azure has to allow for a call, a line for each place. */
  static List<String> needed(Write write) {
    Map<String, List<String>> byScope = new LinkedHashMap<>();
    write
        .permissions()
        .forEach(
            each ->
                byScope
                    .computeIfAbsent(each.scope().value(), scope -> new ArrayList<>())
                    .add(each.action()));
    return byScope.entrySet().stream()
        .map(each -> "needs %s on %s".formatted(String.join(", ", each.getValue()), each.getKey()))
        .toList();
  }

  /** What is done to the resource. What evidence does not show may be there by then. */
  static String verb(Write write) {
    if (!write.call().isEmpty()) {
      return write.call();
    }
    return write.isNew() ? "create or change" : "change";
  }

  /** One operation, with what was there. */
  static String operation(PatchOperation operation) {
    return switch (operation.op()) {
      case "add" -> "+ %s = %s".formatted(operation.path(), Shown.of(operation.value()));
      case "remove" -> "- %s = %s".formatted(operation.path(), Shown.of(operation.before()));
      default ->
          "~ %s: %s -> %s"
              .formatted(
                  operation.path(), Shown.of(operation.before()), Shown.of(operation.value()));
    };
  }

  private void show(Fix fix) {
    String decision = fix.decision().mode();
    if (decision.isEmpty()) {
      decision = fix.hold().guard().equals("person") ? "by hand" : fix.mode();
    }
    line(
        "  %-6s  %s%s  %s, %s; %s"
            .formatted(
                fix.severity().word(),
                fix.control(),
                subjects(fix),
                decision,
                fix.impact(),
                fix.hold().sentence()));
  }

  /** What a fix is about, in brackets; nothing for the cluster itself. */
  static String subjects(Fix fix) {
    String named =
        fix.subjects().stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
    return named.isEmpty() ? "" : " [" + named + "]";
  }

  private void line(String text) {
    int indent = text.length() - text.stripLeading().length();
    out.println(" ".repeat(indent) + Failures.oneLine(text));
  }
}
