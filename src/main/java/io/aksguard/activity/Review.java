package io.aksguard.activity;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Waiver;
import io.aksguard.control.Severity;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import io.aksguard.history.DamagedException;
import io.aksguard.history.Known;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The periodic review: what has changed since the last one, how much is covered, what is open. It
 * is recorded as a run of the kind {@code review} and sent as a notice.
 */
public final class Review {
  private static final String KIND = "review";

  /** Of a cluster with more commits since the last review only the newest count. */
  private static final int MOST_COMMITS = 1_000;

  /** A waiver that ends so soon needs its owner now. */
  private static final int DAYS_AHEAD = 30;

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

  /** Records the review of a slot; a second time it changes nothing. */
  public void record(String run) {
    if (runs.find(KIND, run).isPresent()) {
      return;
    }
    Instant now = clock.instant();
    Instant from =
        runs.newest(KIND, 1).stream()
            .flatMap(last -> last.completedAt().stream())
            .findFirst()
            .orElse(Instant.EPOCH);
    Rules by = rules.get();
    Tally tally = new Tally(from);
    ledger
        .clusters(problem -> tally.damaged.add("the ledger is damaged: " + problem))
        .forEach(tally::add);
    closing.announce(
        new io.aksguard.notice.Review(
                run,
                from,
                now,
                tally.coverage,
                tally.commits,
                tally.opened,
                tally.resolved,
                tally.open(),
                remarks(by, LocalDate.ofInstant(now, ZoneOffset.UTC), tally.damaged))
            .notice());
    // The notice comes first: of a second attempt it is the same, and kept once.
    runs.put(
        new Run(
            run,
            KIND,
            now,
            Optional.of(now),
            tally.coverage,
            tally.changed,
            0,
            0,
            by.notAsked().size(),
            by.configDigest(),
            by.catalogue().digest(),
            ""));
  }

  private List<String> remarks(Rules by, LocalDate today, List<String> damaged) {
    List<String> remarks = new ArrayList<>();
    remarks.addAll(damaged);
    if (!by.notAsked().isEmpty()) {
      remarks.add(
          "not asked: %d controls that need Kubernetes objects, which are not read live"
              .formatted(by.notAsked().size()));
    }
    for (Waiver waiver : by.config().waivers()) {
      if (waiver.expires().isBefore(today.plusDays(DAYS_AHEAD))) {
        remarks.add(
            "waiver %s of %s %s %s"
                .formatted(
                    waiver.id(),
                    waiver.owner(),
                    waiver.expires().isBefore(today) ? "ended on" : "ends on",
                    waiver.expires()));
      }
    }
    runs.newest("audit", 1).stream()
        .filter(last -> !last.problems().isEmpty())
        .forEach(last -> remarks.add("audit " + last.id() + ": " + last.problems()));
    return remarks;
  }

  private final class Tally {
    private final Instant from;
    private final Map<Severity, Long> open = new EnumMap<>(Severity.class);
    private final List<String> damaged = new ArrayList<>();
    private Coverage coverage = Coverage.NONE;
    private long changed;
    private long commits;
    private long opened;
    private long resolved;

    private Tally(Instant from) {
      this.from = from;
    }

    private void add(ListedCluster listed) {
      try {
        add(ledger.known(ClusterKey.of(listed.id())));
      } catch (DamagedException e) {
        damaged.add(String.valueOf(e.getMessage()));
      }
    }

    private void add(Known known) {
      known.states().values().stream()
          .filter(State::isOpen)
          .forEach(state -> open.merge(state.severity(), 1L, Long::sum));
      known.newest().ifPresent(this::add);
    }

    private void add(Commit newest) {
      if (!newest.gone()) {
        coverage =
            coverage.plus(new Coverage(1, newest.counts().controls(), newest.counts().covered()));
      }
      if (newest.recordedAt().isAfter(from)) {
        changed++;
        long after = Math.max(0, newest.seq() - MOST_COMMITS);
        for (Commit commit : ledger.commits(newest.cluster(), after, MOST_COMMITS)) {
          if (commit.recordedAt().isAfter(from)) {
            commits++;
            List<Transition> moved = ledger.transitions(commit);
            opened += moved.stream().filter(Transition::opens).count();
            resolved += moved.stream().filter(Transition::resolves).count();
          }
        }
      }
    }

    private Map<String, Long> open() {
      Map<String, Long> bySeverity = new TreeMap<>();
      for (Severity severity : Severity.values()) {
        bySeverity.put(severity.word(), open.getOrDefault(severity, 0L));
      }
      return bySeverity;
    }
  }
}
