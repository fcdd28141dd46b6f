package io.aksguard.activity;

import io.aksguard.history.Commit;
import io.aksguard.history.DamagedException;
import io.aksguard.history.Known;
import io.aksguard.history.Ledger;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import io.aksguard.remediation.guard.Breaker;
import io.aksguard.remediation.guard.Permit;
import io.aksguard.storage.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settles by the ledger the permits that nobody has settled: a process may end between a permit and
 * the record of its write, a plan may want something else meanwhile, a cluster may be deleted. What
 * was written and is not known to be good counts as a failure.
 */
public final class PermitSweep {
  /** An intent that lies further back is known for nothing. */
  private static final int MOST_COMMITS = 1_000;

  private final Rows index;
  private final Ledger ledger;
  private final Rules.Source rules;
  private final Clock clock;

  /**
   * @param index the table {@code index}
   */
  public PermitSweep(Rows index, Ledger ledger, Rules.Source rules, Clock clock) {
    this.index = index;
    this.ledger = ledger;
    this.rules = rules;
    this.clock = clock;
  }

  /** May run on several hosts: a permit that is asked for meanwhile stays. */
  public void run() {
    Breaker breaker = new Breaker(index, clock, rules.get().config().bounds().breaker());
    Instant late = clock.instant().minus(Breaker.LATE);
    for (Permit.Held held : breaker.held()) {
      if (held.takenAt().isBefore(late)) {
        outcome(held.permit()).ifPresent(outcome -> breaker.settle(held, outcome));
      }
    }
  }

  /** Empty of what is under way, or cannot be told: that stays at risk. */
  private Optional<Permit.Outcome> outcome(Permit permit) {
    try {
      Known known = ledger.known(permit.cluster());
      Optional<Intent> now =
          known.intents().values().stream().filter(intent -> isOf(permit, intent)).findFirst();
      return now.isPresent()
          ? now.filter(intent -> !intent.phase().isRunning()).map(PermitSweep::settled)
          : Optional.of(
              last(permit, known).map(PermitSweep::settled).orElse(Permit.Outcome.FAILED));
    } catch (DamagedException e) {
      // history verify tells of it; one cluster keeps no other from being settled.
      return Optional.empty();
    }
  }

  /** As it was when its cluster went, or another took its place. */
  private Optional<Intent> last(Permit permit, Known known) {
    long newest = known.newest().map(Commit::seq).orElse(0L);
    List<Commit> commits =
        ledger.commits(permit.cluster(), Math.max(0, newest - MOST_COMMITS), MOST_COMMITS);
    return commits.stream()
        .flatMap(commit -> ledger.moves(commit).stream())
        .filter(move -> move.control().equals(permit.control().control()))
        .flatMap(PermitSweep::sides)
        .filter(intent -> isOf(permit, intent))
        .reduce((first, second) -> second);
  }

  private static Stream<Intent> sides(Move move) {
    return Stream.concat(Stream.ofNullable(move.before()), Stream.ofNullable(move.after()));
  }

  private static boolean isOf(Permit permit, Intent intent) {
    return Gates.permit(intent).equals(permit);
  }

  private static Permit.Outcome settled(Intent last) {
    return switch (last.phase()) {
      case VERIFIED -> Permit.Outcome.VERIFIED;
      case STARTED, SUCCEEDED, UNDOING, UNDONE, NEEDS_PERSON -> Permit.Outcome.FAILED;
      default -> Permit.Outcome.NOT_WRITTEN;
    };
  }
}
