package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.history.Head;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Plan;
import io.aksguard.remediation.Plans;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aks-guard history plan}. */
@Command(
    name = "plan",
    description = "Shows the newest plan: what would mend each failure, and what holds it back.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class HistoryPlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();
  @Mixin private final HistoryClusters clusters = new HistoryClusters();
  @Mixin private final HistoryForm form = new HistoryForm();

  @Override
  public Integer call() {
    try (OpenStore open = store.existing()) {
      Ledger ledger = HistoryShowCommand.ledger(open);
      Plans plans = new Plans(open.store().plans());
      PrintWriter out = spec.commandLine().getOut();
      for (ListedCluster cluster : clusters.of(ledger)) {
        Head head = ledger.head(cluster.cluster()).orElseThrow();
        Optional<Plan> plan = plans.newest(cluster.cluster(), head.plannedSeq(), head.plannedBy());
        if (form.isJson()) {
          out.println(JsonWriter.text(members(head, plan)));
        } else {
          out.println(Failures.oneLine(cluster.id().value()));
          plan.ifPresent(found -> show(out, found));
          frozen(ledger, cluster.cluster()).forEach(line -> out.println("  " + line));
          missing(head, plan.isPresent()).forEach(sentence -> out.println("  " + sentence));
        }
      }
    }
    return 0;
  }

  private static Map<String, Object> members(Head head, Optional<Plan> plan) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", head.id().value());
    members.put("seq", head.seq());
    members.put("plannedSeq", head.plannedSeq());
    plan.ifPresent(found -> members.put("plan", found.members()));
    return members;
  }

  /** What nobody mends any more, whatever the plan says. */
  private static List<String> frozen(Ledger ledger, ClusterKey cluster) {
    List<String> lines = new ArrayList<>();
    for (Intent intent : ledger.known(cluster).intents().values()) {
      if (intent.phase() == Phase.FROZEN) {
        lines.add(Failures.oneLine("frozen  " + intent.control() + ": " + intent.reason()));
        intent.fight().map(Fight::sentences).orElse(List.of()).stream()
            .map(sentence -> "  " + Failures.oneLine(sentence))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  /** What a reader would else take for a cluster with nothing to mend. */
  private static List<String> missing(Head head, boolean found) {
    List<String> missing = new ArrayList<>();
    if (head.plannedSeq() > 0 && !found) {
      missing.add("the plan after commit #" + head.plannedSeq() + " is not in the store any more");
    }
    if (head.plannedSeq() < head.seq()) {
      missing.add("no plan was made yet after commit #" + head.seq());
    }
    return missing;
  }

  private static void show(PrintWriter out, Plan plan) {
    out.printf("  made %s after commit #%d%n", plan.plannedAt(), plan.seq());
    new PlanText(out).show(plan.planned());
  }
}
