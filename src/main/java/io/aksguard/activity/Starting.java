package io.aksguard.activity;

import io.aksguard.activity.Judging.Judged;
import io.aksguard.activity.Preparing.Prepared;
import io.aksguard.activity.Remediation.Step;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.Evidence;
import io.aksguard.history.Known;
import io.aksguard.history.Ledger;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Changes;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.Intending;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.guard.Wait;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and judges the cluster anew, has what was written verified, and makes the next write that
 * is due.
 */
final class Starting {
  private final Judging judging;
  private final Ledger ledger;
  private final Attempts attempts;
  private final Verifying verifying;
  private final Preparing preparing;
  private final Moves moves;
  private final Preflight preflight;
  private final Traces traces;
  private final Clock clock;

  Starting(
      Judging judging,
      Ledger ledger,
      Attempts attempts,
      Traces traces,
      Verifying verifying,
      Preparing preparing,
      Moves moves,
      Preflight preflight,
      Clock clock) {
    this.judging = judging;
    this.ledger = ledger;
    this.attempts = attempts;
    this.verifying = verifying;
    this.preparing = preparing;
    this.moves = moves;
    this.preflight = preflight;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * @param before as it was known when the step began
   */
  Step step(ArmId cluster, Known before) {
    if (active(before).isEmpty()) {
      return new Step.Done();
    }
    Judged judged = judging.record(cluster, "remediation");
    if (judged.evidence().isEmpty()) {
      return new Step.Done();
    }
    Known known = ledger.known(ClusterKey.of(cluster));
    List<Intent> begun = Remediation.in(known.intents(), Phase.SUCCEEDED);
    Map<String, Attempt> made = Verification.attempts(cluster, begun, attempts);
    Unfinished unfinished = Unfinished.of(judged.states(), begun, made);
    return verifying
        .step(cluster, judged, begun, made, unfinished)
        .orElseGet(() -> next(cluster, judged, planned(cluster, judged, known), unfinished));
  }

  private static List<Intent> active(Known known) {
    return known.intents().values().stream()
        .filter(
            intent ->
                switch (intent.phase()) {
                  case SUCCEEDED, PLANNED, APPROVED, HELD -> true;
                  default -> false;
                })
        .toList();
  }

  /**
   * What is due by a plan of now: what was approved is carried out only where exactly that is still
   * wanted, and what was automatic only where it still may be.
   */
  private List<Intent> planned(ArmId cluster, Judged judged, Known before) {
    Planned planned =
        judged
            .by()
            .planner(judged.at())
            .plan(cluster.value(), judged.states().values(), judged.evidence());
    Intending intending =
        new Intending(
            cluster,
            judged.at(),
            judged.by().config().bounds(),
            traces.loop(cluster, before, judged.at()));
    ledger.move(
        cluster,
        "plan before a write",
        known -> intending.after(known.intents(), judged.states().values(), planned));
    return active(ledger.known(ClusterKey.of(cluster)));
  }

  private Step next(ArmId cluster, Judged judged, List<Intent> active, Unfinished unfinished) {
    Evidence evidence = judged.evidence().orElseThrow();
    Due due = new Due(active);
    if (Health.of(evidence) != Health.READY) {
      // What is broken or changing already would be taken for our doing, or mended over.
      due.hold(
          due.controls(),
          Wait.of(new Hold("health", "the cluster, or a pool of it, is not ready")));
    }
    Set<ArmId> asWanted = new HashSet<>();
    while (!due.controls().isEmpty()) {
      // A window may have closed while all that was read.
      Instant at = clock.instant();
      Changes changes = unfinished.due(judged.by().planner(at), cluster, evidence, due.controls());
      due.settle(changes.fixes());
      if (lacks(changes, due)) {
        continue;
      }
      Optional<Change> first =
          changes.changes().stream()
              .filter(each -> !each.isNew() || !asWanted.contains(each.resource()))
              .findFirst();
      if (first.isEmpty()) {
        break;
      }
      Change change = first.get();
      Prepared prepared =
          preparing.step(cluster, judged, due.of(change), Next.of(changes, change, at));
      if (prepared instanceof Prepared.Went went) {
        return went.step();
      } else if (prepared instanceof Prepared.Held held) {
        due.hold(change.controls(), held.hold());
      } else {
        asWanted.add(change.resource());
      }
    }
    moves.move(cluster, "held", active, intent -> due.left(intent, judged.at()));
    return new Step.Done();
  }

  /** A fix of several calls is begun only where Azure allows all of them. */
  private boolean lacks(Changes changes, Due due) {
    boolean isAny = false;
    for (Change change : changes.changes()) {
      Optional<Hold> hold = preflight.hold(change.permissions());
      isAny |= hold.isPresent() && due.hold(change.controls(), Wait.of(hold.get()));
    }
    return isAny;
  }
}
