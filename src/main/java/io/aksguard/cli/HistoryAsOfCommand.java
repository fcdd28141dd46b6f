package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.finding.State;
import io.aksguard.history.AsOf;
import io.aksguard.history.Commit;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard history as-of}. */
@Command(
    name = "as-of",
    description = "Tells what was known at an instant: what had been recorded by then.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class HistoryAsOfCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();
  @Mixin private final HistoryClusters clusters = new HistoryClusters();
  @Mixin private final HistoryForm form = new HistoryForm();

  @Parameters(
      paramLabel = "INSTANT",
      converter = Instants.class,
      description = "such as 2026-03-03T08:00:00Z")
  private Instant at;

  @Option(
      names = "--all",
      description = "show what passed, too; else only failures and what was unknown")
  private boolean all;

  @Override
  public Integer call() {
    try (OpenStore open = store.existing()) {
      Ledger ledger = HistoryShowCommand.ledger(open);
      PrintWriter out = spec.commandLine().getOut();
      for (ListedCluster cluster : clusters.of(ledger)) {
        AsOf asOf = ledger.asOf(cluster.cluster(), at);
        if (form.isJson()) {
          out.println(JsonWriter.text(members(cluster, asOf)));
        } else {
          show(out, cluster, asOf);
        }
      }
    }
    return 0;
  }

  private void show(PrintWriter out, ListedCluster cluster, AsOf asOf) {
    out.println(Failures.oneLine(cluster.id().value()));
    out.println("  " + headline(asOf));
    for (State state : asOf.states().values()) {
      if (all || state.status() == Status.FAIL || state.status() == Status.UNKNOWN) {
        out.println(
            "  "
                + Failures.oneLine(
                    "%s  %s%s, observed %s%s"
                        .formatted(
                            HistoryShowCommand.word(state),
                            state.key().control(),
                            HistoryShowCommand.subject(state.key().subject()),
                            state.observedAt() == null ? "never" : state.observedAt(),
                            state.message().isEmpty() ? "" : ": " + state.message())));
      }
    }
  }

  private static String headline(AsOf asOf) {
    if (asOf.cut()) {
      return "what was known then was cut by retention";
    }
    return asOf.commit()
        .map(
            commit ->
                "commit %d, recorded %s: %s"
                    .formatted(commit.seq(), commit.recordedAt(), said(commit)))
        .orElse("nothing was known yet");
  }

  private static String said(Commit commit) {
    return commit.gone()
        ? "the cluster was gone"
        : "%d open, %d waived, %d passed, %d unknown; %d of %d controls covered"
            .formatted(
                commit.counts().open(),
                commit.counts().waived(),
                commit.counts().passed(),
                commit.counts().unknown(),
                commit.counts().covered(),
                commit.counts().controls());
  }

  private static Map<String, Object> members(ListedCluster cluster, AsOf asOf) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", cluster.id().value());
    members.put("cut", asOf.cut());
    asOf.commit().ifPresent(commit -> members.put("commit", HistoryLines.commit(commit)));
    List<Object> states = new ArrayList<>();
    asOf.states().values().forEach(state -> states.add(HistoryLines.state(state)));
    members.put("states", states);
    members.put("rowsRead", asOf.rowsRead());
    return members;
  }
}
