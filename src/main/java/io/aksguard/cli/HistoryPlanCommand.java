package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.history.Head;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Plan;
import io.aksguard.remediation.Plans;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard history plan}. */
@Command(
    name = "plan",
    description = "Shows the newest plan: what would mend each failure, and what holds it back.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class HistoryPlanCommand implements Callable<Integer> {
  /** The ways to tell it. */
  enum Form {
    TABLE,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();
  @Mixin private final HistoryClusters clusters = new HistoryClusters();

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}; JSON has all steps; default: ${DEFAULT-VALUE}")
  private Form form;

  @Override
  public Integer call() {
    try (OpenStore open = store.existing()) {
      Ledger ledger = HistoryShowCommand.ledger(open);
      Plans plans = new Plans(open.store().plans());
      PrintWriter out = spec.commandLine().getOut();
      for (ListedCluster cluster : clusters.of(ledger)) {
        long planned = ledger.head(cluster.cluster()).map(Head::plannedSeq).orElse(0L);
        Optional<Plan> plan = plans.of(cluster.cluster(), planned);
        if (form == Form.JSON) {
          plan.ifPresent(found -> out.println(JsonWriter.text(found.members())));
        } else {
          out.println(Failures.oneLine(cluster.id().value()));
          plan.ifPresentOrElse(found -> show(out, found), () -> out.println("  no plan was made"));
        }
      }
    }
    return 0;
  }

  private static void show(PrintWriter out, Plan plan) {
    out.printf(
        "  made %s after commit #%d: %d fixes%n",
        plan.plannedAt(), plan.seq(), plan.fixes().size());
    for (Fix fix : plan.fixes()) {
      out.println(
          "  "
              + Failures.oneLine(
                  "%-6s  %s%s  %s, %s; held: %s"
                      .formatted(
                          fix.severity().word(),
                          fix.control(),
                          subjects(fix),
                          fix.mode(),
                          fix.impact(),
                          fix.hold().reason())));
    }
  }

  private static String subjects(Fix fix) {
    String named =
        fix.subjects().stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
    return named.isEmpty() ? "" : " [" + named + "]";
  }
}
