package io.aksguard.notice;

import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what moved because the rules have changed from what moved by itself. New rules can move
 * every cluster at once: that is one digest, sent after the run that judged the fleet by them.
 *
 * <p>A commit under other rules than the one before it counts as moved by the rules until the first
 * run under them has closed. Afterwards every cluster has been judged by them once, so what moves
 * then has moved by itself, even where the commit before it is older than the rules. Everything
 * here depends on the commit and on runs that began before it, so it is the same whenever it is
 * asked.
 */
public final class Rollout {
  /**
   * A run closes this long after its end: what it found is confirmed by then, and every host knows
   * that it has ended.
   */
  public static final Duration GRACE = Duration.ofHours(1);

  /** Where no run has begun for so long, nobody would send the digest: each cluster is told of. */
  public static final Duration PATIENCE = Duration.ofHours(48);

  private final List<FleetRun> runs;

  private Rollout(List<FleetRun> runs) {
    this.runs = runs;
  }

  /**
   * @param runs those of the last days, in any order
   */
  public static Rollout of(List<FleetRun> runs) {
    return new Rollout(
        runs.stream()
            .sorted(Comparator.comparing(FleetRun::startedAt).thenComparing(FleetRun::id))
            .toList());
  }

  /** When the run closes; empty where it has not ended. */
  public static Optional<Instant> closes(FleetRun run) {
    return Optional.ofNullable(run.endedAt()).map(ended -> ended.plus(GRACE));
  }

  /**
   * Whether what the rules have moved in this commit belongs to a digest.
   *
   * @param previous null for the first commit, or where the one before has been cut
   */
  public boolean collects(Commit commit, @Nullable Commit previous) {
    if (previous == null || commit.gone() || previous.gone()) {
      return false;
    }
    Rules rules = Rules.of(commit);
    if (rules.equals(Rules.of(previous))) {
      return false;
    }
    Instant at = commit.recordedAt();
    List<FleetRun> begun = runs.stream().filter(run -> !run.startedAt().isAfter(at)).toList();
    if (begun.isEmpty() || begun.get(begun.size() - 1).startedAt().plus(PATIENCE).isBefore(at)) {
      return false;
    }
    for (int i = begun.size() - 1; i >= 0 && begun.get(i).rules().equals(rules); i--) {
      Optional<Instant> closed = closes(begun.get(i));
      if (closed.isPresent() && !closed.get().isAfter(at)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the rules can have caused this transition: another configuration can have caused any,
   * another catalogue those of controls that are new, gone or changed.
   */
  static boolean byRules(Transition transition, Commit commit, Commit previous) {
    State before = transition.before();
    State after = transition.after();
    return !commit.configDigest().equals(previous.configDigest())
        || before == null
        || after == null
        || !before.version().equals(after.version());
  }

  /**
   * Whether this run's digest has to tell what the commit collects: the first run that has ended,
   * of those under its rules that had begun, or else of those that began after it.
   */
  boolean tells(FleetRun run, Commit commit) {
    Rules rules = Rules.of(commit);
    int next = 0;
    while (next < runs.size() && !runs.get(next).startedAt().isAfter(commit.recordedAt())) {
      next++;
    }
    int first = next;
    while (first > 0 && runs.get(first - 1).rules().equals(rules)) {
      first--;
    }
    return runs.subList(first, runs.size()).stream()
        .filter(each -> each.endedAt() != null)
        .findFirst()
        .map(FleetRun::id)
        .equals(Optional.of(run.id()));
  }

  /**
   * The runs whose digests may have to be sent now, when a run has ended: those that have closed
   * since the last run but one ended, so that each is asked for twice and none is missed. A digest
   * may be empty. Whether the rules of its run are new says nothing: what its window holds may have
   * been moved by rules that the next run has, or that were taken back.
   */
  public List<FleetRun> due(Instant now) {
    List<Instant> ends =
        runs.stream()
            .flatMap(run -> Optional.ofNullable(run.endedAt()).stream())
            .filter(end -> !end.isAfter(now))
            .sorted(Comparator.reverseOrder())
            .toList();
    Instant from = ends.size() < 3 ? Instant.MIN : ends.get(2);
    return runs.stream()
        .filter(
            run ->
                closes(run)
                    .filter(closed -> closed.isAfter(from) && !closed.isAfter(now))
                    .isPresent())
        .toList();
  }

  /**
   * The first instant of which this run's digest may tell: when the run before it that ended began.
   */
  public Instant since(FleetRun run) {
    return runs.stream()
        .filter(each -> each.endedAt() != null && each.startedAt().isBefore(run.startedAt()))
        .map(FleetRun::startedAt)
        .max(Comparator.naturalOrder())
        .orElse(runs.isEmpty() ? run.startedAt() : runs.get(0).startedAt());
  }
}
