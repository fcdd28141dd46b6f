package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aks-guard history show}. */
@Command(
    name = "show",
    description = "Shows what changed, commit by commit, the oldest first.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class HistoryShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();
  @Mixin private final HistoryClusters clusters = new HistoryClusters();
  @Mixin private final HistorySpan span = new HistorySpan();

  @Override
  public Integer call() throws IOException {
    span.check();
    try (OpenStore open = store.existing()) {
      Ledger ledger = ledger(open);
      for (ListedCluster cluster : clusters.of(ledger)) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Failures.oneLine(cluster.id().value()));
        span.each(ledger, cluster.cluster(), commit -> show(out, ledger, commit));
      }
    }
    return 0;
  }

  /** A ledger to read. */
  static Ledger ledger(OpenStore open) {
    return new Ledger(
        open.store().ledger(), open.store().index(), open.store().checkpoints(), Clock.systemUTC());
  }

  private static void show(PrintWriter out, Ledger ledger, Commit commit) {
    out.printf(
        "%s  #%d  %s%s  (%d open, %d waived, %d unknown; %d of %d controls covered)%n",
        commit.recordedAt(),
        commit.seq(),
        Failures.oneLine(commit.cause()),
        commit.gone() ? ", the cluster is gone" : "",
        commit.counts().open(),
        commit.counts().waived(),
        commit.counts().unknown(),
        commit.counts().covered(),
        commit.counts().controls());
    for (Transition transition : ledger.transitions(commit)) {
      State after = transition.after();
      String message = after == null ? "" : after.message();
      out.println(
          Failures.oneLine(
                  "%s%s %s -> %s%s"
                      .formatted(
                          transition.key().control(),
                          subject(transition.key().subject()),
                          word(transition.before()),
                          word(after),
                          message.isEmpty() ? "" : ": " + message))
              .indent(2)
              .stripTrailing());
    }
    ledger.moves(commit).forEach(move -> show(out, move));
  }

  private static void show(PrintWriter out, Move move) {
    out.println("  " + Failures.oneLine(line(move)));
    Optional.ofNullable(move.after()).flatMap(Intent::fight).stream()
        .flatMap(fight -> fight.sentences().stream())
        .forEach(sentence -> out.println("    " + Failures.oneLine(sentence)));
  }

  private static String line(Move move) {
    Intent after = move.after();
    String why = after == null || after.reason().isEmpty() ? "" : ": " + after.reason();
    String by = after == null || after.by().isEmpty() ? "" : " by " + after.by();
    return "mending %s %s -> %s%s%s"
        .formatted(move.control(), phase(move.before()), phase(after), by, why);
  }

  private static String phase(@Nullable Intent intent) {
    return intent == null ? "-" : intent.phase().word();
  }

  static String subject(String subject) {
    return subject.isEmpty() ? "" : " [" + subject + "]";
  }

  static String word(@Nullable State state) {
    return state == null
        ? "-"
        : state.status() + (state.waiver().isEmpty() ? "" : " (waiver " + state.waiver() + ")");
  }
}
