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

  /** Whether this run's digest has to tell what the commit collects. */
  boolean tells(FleetRun run, Commit commit) {
    Optional<FleetRun> first =
        runs.stream()
            .filter(each -> closes(each).filter(c -> c.isAfter(commit.recordedAt())).isPresent())
            .min(Comparator.comparing(each -> closes(each).orElseThrow()));
    return first.map(FleetRun::id).equals(Optional.of(run.id()));
  }

  /** The first instant that this run's digest may have to look back to. */
  public Instant since(FleetRun run) {
    Instant closed = closes(run).orElse(run.startedAt());
    return runs.stream()
        .flatMap(each -> closes(each).stream())
        .filter(other -> other.isBefore(closed))
        .max(Comparator.naturalOrder())
        .orElse(run.startedAt().minus(PATIENCE));
  }
}
