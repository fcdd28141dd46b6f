package io.aksguard.activity;

import io.aksguard.finding.Coverage;
import io.aksguard.history.Commit;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The periodic review: what has changed since the last one, how much is covered, what is open. It
 * is recorded as a run of the kind {@code review}, which somebody may sign off, and sent as a
 * notice.
 */
public final class Review {
  private static final String KIND = "review";

  /** A cluster with more commits since the last review is counted with so many. */
  private static final int MOST_COMMITS = 1_000;

  private final Ledger ledger;
  private final Runs runs;
  private final Rules.Source rules;
  private final Closing closing;
  private final Clock clock;

  public Review(Ledger ledger, Runs runs, Rules.Source rules, Closing closing, Clock clock) {
    this.ledger = ledger;
    this.runs = runs;
    this.rules = rules;
    this.closing = closing;
    this.clock = clock;
  }

  /**
   * What a review has found.
   *
   * @param since when the last review was; empty for the first one
   * @param clusters that exist
   * @param changed clusters with a change of a verdict since
   * @param transitions of verdicts since
   * @param open failures that nobody has waived
   * @param unknown verdicts that could not be told
   * @param coverage of what the ledger knows
   */
  public record Figures(
      Optional<Instant> since,
      long clusters,
      long changed,
      long transitions,
      long open,
      long unknown,
      Coverage coverage) {}

  /** Records the review of a slot; a second time it changes nothing. */
  public void record(String run) {
    if (runs.find(KIND, run).isPresent()) {
      return;
    }
    Instant now = clock.instant();
    Optional<Instant> since =
        runs.newest(KIND, 1).stream().flatMap(last -> last.completedAt().stream()).findFirst();
    Figures figures = figures(since);
    Rules by = rules.get();
    Run review =
        new Run(
            run,
            KIND,
            now,
            Optional.of(now),
            figures.coverage(),
            figures.changed(),
            0,
            0,
            by.configDigest(),
            by.catalogue().digest(),
            "");
    // The notice first: its id is the run's, and a second attempt finds it kept.
    closing.announceReview(review, figures);
    runs.put(review);
  }

  private Figures figures(Optional<Instant> since) {
    Tally tally = new Tally();
    for (ListedCluster listed : ledger.clusters()) {
      ledger
          .head(listed.cluster())
          .flatMap(head -> ledger.commit(head.cluster(), head.seq()))
          .ifPresent(newest -> tally.add(newest, since));
    }
    return new Figures(
        since,
        tally.clusters,
        tally.changed,
        tally.transitions,
        tally.open,
        tally.unknown,
        new Coverage(tally.clusters, tally.pairs, tally.covered));
  }

  private final class Tally {
    private long clusters;
    private long changed;
    private long transitions;
    private long unknown;
    private long open;
    private long pairs;
    private long covered;

    private void add(Commit newest, Optional<Instant> since) {
      clusters += newest.gone() ? 0 : 1;
      open += newest.counts().open();
      pairs += newest.counts().controls();
      covered += newest.counts().covered();
      unknown += newest.counts().unknown();
      Instant from = since.orElse(Instant.EPOCH);
      if (newest.recordedAt().isAfter(from)) {
        changed++;
        long first = Math.max(0, newest.seq() - MOST_COMMITS);
        for (Commit commit : ledger.commits(newest.cluster(), first, MOST_COMMITS)) {
          transitions += commit.recordedAt().isAfter(from) ? commit.transitions() : 0;
        }
      }
    }
  }
}
