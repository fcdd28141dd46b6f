package io.aksguard.cli;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Commit;
import io.aksguard.history.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Commits that were recorded between two instants. */
final class HistorySpan {
  private static final int PAGE = 200;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      converter = Instants.class,
      description = "recorded then or later; default: from the beginning")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      converter = Instants.class,
      description = "recorded then or earlier; default: to the end")
  private @Nullable Instant to;

  /** Takes one commit. */
  interface Each {
    void take(Commit commit) throws IOException;
  }

  /**
   * @throws UsageException where it ends before it begins
   */
  void check() {
    if (from != null && to != null && from.isAfter(to)) {
      throw new UsageException("--from: " + from + " is later than --to " + to);
    }
  }

  /** Hands on the commits in ascending order, a page at a time. */
  void each(Ledger ledger, ClusterKey cluster, Each each) throws IOException {
    long after =
        from == null ? 0 : ledger.newest(cluster, from.minusNanos(1)).map(Commit::seq).orElse(0L);
    List<Commit> page = ledger.commits(cluster, after, PAGE);
    while (!page.isEmpty()) {
      for (Commit commit : page) {
        if (to != null && commit.recordedAt().isAfter(to)) {
          return;
        }
        each.take(commit);
        after = commit.seq();
      }
      page = ledger.commits(cluster, after, PAGE);
    }
  }
}
