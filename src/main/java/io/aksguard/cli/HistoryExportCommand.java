package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.report.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aks-guard history export}. */
@Command(
    name = "export",
    description = "Writes commits and transitions for other tools, by cluster, the oldest first.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class HistoryExportCommand implements Callable<Integer> {
  /** The ways to write it. */
  enum Form {
    NDJSON,
    CSV
  }

  /** What one line is about. */
  enum Lines {
    TRANSITIONS,
    COMMITS
  }

  @Mixin private final StoreOptions store = new StoreOptions();
  @Mixin private final HistoryClusters clusters = new HistoryClusters();
  @Mixin private final HistorySpan span = new HistorySpan();

  @Option(
      names = "--format",
      defaultValue = "ndjson",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
  private Form form;

  @Option(
      names = "--lines",
      defaultValue = "transitions",
      description =
          "of a CSV: ${COMPLETION-CANDIDATES}; NDJSON has both; default: ${DEFAULT-VALUE}")
  private Lines lines;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      converter = Paths.class,
      description = "default: standard output")
  private @Nullable Path output;

  private final OutputStream standardOutput;

  /**
   * @param standardOutput where it goes without --output
   */
  HistoryExportCommand(OutputStream standardOutput) {
    this.standardOutput = standardOutput;
  }

  @Override
  public Integer call() throws IOException {
    span.check();
    try (OpenStore open = store.existing();
        Destination destination = Destination.of(output, standardOutput)) {
      Ledger ledger = HistoryShowCommand.ledger(open);
      if (form == Form.CSV) {
        csv(ledger, destination.stream());
      } else {
        ndjson(ledger, destination.stream());
      }
      destination.commit();
    }
    return 0;
  }

  private void ndjson(Ledger ledger, OutputStream out) throws IOException {
    for (ListedCluster cluster : clusters.of(ledger)) {
      span.each(
          ledger,
          cluster.cluster(),
          commit -> {
            line(out, "commit", HistoryLines.commit(commit));
            for (Transition transition : ledger.transitions(commit)) {
              line(out, "transition", HistoryLines.transition(commit, transition));
            }
          });
    }
  }

  private static void line(OutputStream out, String type, Map<String, Object> members)
      throws IOException {
    Map<String, Object> typed = new LinkedHashMap<>();
    typed.put("type", type);
    typed.putAll(members);
    out.write((JsonWriter.text(typed) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void csv(Ledger ledger, OutputStream out) throws IOException {
    Csv csv = new Csv(out);
    csv.row(lines == Lines.COMMITS ? HistoryLines.COMMIT_HEADER : HistoryLines.TRANSITION_HEADER);
    for (ListedCluster cluster : clusters.of(ledger)) {
      span.each(ledger, cluster.cluster(), commit -> rows(csv, ledger, commit));
    }
    csv.flush();
  }

  private void rows(Csv csv, Ledger ledger, Commit commit) throws IOException {
    if (lines == Lines.COMMITS) {
      csv.row(HistoryLines.cells(HistoryLines.COMMIT_HEADER, HistoryLines.commit(commit)));
      return;
    }
    for (Transition transition : ledger.transitions(commit)) {
      csv.row(
          HistoryLines.cells(
              HistoryLines.TRANSITION_HEADER, HistoryLines.transition(commit, transition)));
    }
  }
}
