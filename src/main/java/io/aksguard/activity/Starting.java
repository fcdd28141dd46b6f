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
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.Intending;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Planner;
import io.aksguard.remediation.guard.Loop;
import io.aksguard.remediation.guard.Wait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads and judges the cluster anew, says of what was written whether it has helped, and makes the
 * next write that is due.
 */
final class Starting {
  /** A cluster that was just changed may not answer for a while. */
  private static final Duration LONGEST_DOUBT = Duration.ofMinutes(15);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final Judging judging;
  private final Ledger ledger;
  private final Attempts attempts;
  private final Preparing preparing;
  private final Moves moves;
  private final Gate gate;
  private final Preflight preflight;
  private final Traces traces;
  private final Clock clock;

  Starting(
      Judging judging,
      Ledger ledger,
      Attempts attempts,
      Traces traces,
      Preparing preparing,
      Moves moves,
      Gate gate,
      Preflight preflight,
      Clock clock) {
    this.judging = judging;
    this.ledger = ledger;
    this.attempts = attempts;
    this.preparing = preparing;
    this.moves = moves;
    this.gate = gate;
    this.preflight = preflight;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * @param before as it was known when the step began
   */
  Step step(ArmId cluster, Known before) {
    if (before.intents().values().stream().noneMatch(Starting::isActive)) {
      return new Step.Done();
    }
    Judged judged = judging.record(cluster, "remediation");
    if (judged.evidence().isEmpty()) {
      return new Step.Done();
    }
    Known known = ledger.known(ClusterKey.of(cluster));
    List<Intent> active = known.intents().values().stream().filter(Starting::isActive).toList();
    Optional<Step> verified = verify(cluster, judged, active);
    return verified.orElseGet(() -> next(cluster, judged, planned(cluster, judged, known)));
  }

  /**
   * What is due by a plan of now: what was approved is carried out only where exactly that is still
   * wanted, and what was automatic only where it still may be.
   */
  private List<Intent> planned(ArmId cluster, Judged judged, Known before) {
    Planned planned =
        planner(judged, judged.at())
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
    return ledger.known(ClusterKey.of(cluster)).intents().values().stream()
        .filter(Starting::isActive)
        .toList();
  }

  private static boolean isActive(Intent intent) {
    return switch (intent.phase()) {
      case SUCCEEDED, PLANNED, APPROVED, HELD -> true;
      default -> false;
    };
  }

  private static Planner planner(Judged judged, Instant at) {
    return new Planner(judged.by().catalogue(), judged.by().config(), at);
  }

  /**
   * What to do about what was written; empty where nothing was, or more is to be written for it.
   */
  private Optional<Step> verify(ArmId cluster, Judged judged, List<Intent> active) {
    List<Intent> written =
        active.stream().filter(intent -> intent.phase() == Phase.SUCCEEDED).toList();
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Set<String> controls = written.stream().map(Intent::control).collect(Collectors.toSet());
    Map<String, Attempt> made = Verification.attempts(cluster, written, attempts);
    Unfinished unfinished = Unfinished.of(judged.states(), written, made);
    Verification verification =
        new Verification(
            judged,
            made,
            // What has still to be written may have to wait for the next window.
            unfinished.due(
                planner(judged, judged.at())
                    .atAnyTime()
                    .changes(
                        cluster.value(),
                        unfinished.states(),
                        judged.evidence().orElseThrow(),
                        controls,
                        unfinished.controls())));
    List<Seen> seen =
        written.stream().map(intent -> new Seen(intent, verification.of(intent))).toList();
    Instant at = judged.at();
    List<Seen> decided = seen.stream().filter(each -> each.isDecided(at)).toList();
    if (decided.isEmpty()) {
      boolean isInDoubt = seen.stream().anyMatch(each -> each.verdict() instanceof Verdict.Doubt);
      return isInDoubt ? Optional.of(new Step.Again(LOOK_AGAIN, "")) : Optional.empty();
    }
    decided.forEach(each -> gate.ended(each.intent(), each.verdict().outcome()));
    Map<Intent, Intent> after =
        decided.stream()
            .collect(
                Collectors.toMap(Seen::intent, each -> each.verdict().move(each.intent(), at)));
    moves.move(cluster, "verified", after.keySet(), intent -> after.getOrDefault(intent, intent));
    return Optional.of(Step.now());
  }

  private record Seen(Intent intent, Verdict verdict) {
    /** Doubt is waited out for a while. */
    boolean isDecided(Instant at) {
      return verdict instanceof Verdict.Doubt
          ? !at.isBefore(intent.since().plus(LONGEST_DOUBT))
          : !(verdict instanceof Verdict.More);
    }
  }

  private Step next(ArmId cluster, Judged judged, List<Intent> active) {
    Evidence evidence = judged.evidence().orElseThrow();
    Map<String, Intent> byControl =
        active.stream().collect(Collectors.toMap(Intent::control, Function.identity()));
    Set<String> allowed = new TreeSet<>(byControl.keySet());
    Map<String, Wait> held = new HashMap<>();
    for (Intent intent : active) {
      if (intent.guard().equals(Loop.GUARD)) {
        allowed.remove(intent.control());
        held.put(intent.control(), Wait.of(new Hold(intent.guard(), intent.reason())));
      }
    }
    Set<ArmId> asWanted = new HashSet<>();
    List<Intent> begun =
        active.stream().filter(intent -> intent.phase() == Phase.SUCCEEDED).toList();
    Unfinished unfinished =
        Unfinished.of(judged.states(), begun, Verification.attempts(cluster, begun, attempts));
    if (Health.of(evidence) != Health.READY) {
      // What is broken or changing already would be taken for our doing, or mended over.
      Wait unwell = Wait.of(new Hold("health", "the cluster, or a pool of it, is not ready"));
      allowed.forEach(control -> held.put(control, unwell));
      allowed.clear();
    }
    while (!allowed.isEmpty()) {
      // A window may have closed while all that was read.
      Instant at = clock.instant();
      Changes changes =
          unfinished.due(
              planner(judged, at)
                  .changes(
                      cluster.value(),
                      unfinished.states(),
                      evidence,
                      allowed,
                      unfinished.controls()));
      settle(changes, allowed, held);
      if (lacks(changes, allowed, held)) {
        continue;
      }
      Optional<Change> first =
          changes.changes().stream()
              .filter(each -> !each.isNew() || !asWanted.contains(each.resource()))
              .findFirst();
      if (first.isEmpty()) {
        break;
      }
      List<Intent> theirs = first.get().controls().stream().map(byControl::get).toList();
      Prepared prepared = preparing.step(cluster, judged, theirs, Due.of(changes, first.get(), at));
      if (prepared instanceof Prepared.Went went) {
        return went.step();
      }
      if (prepared instanceof Prepared.AsWanted) {
        asWanted.add(first.get().resource());
        continue;
      }
      Wait wait = ((Prepared.Held) prepared).hold();
      first.get().controls().forEach(control -> held.put(control, wait));
      allowed.removeAll(first.get().controls());
    }
    return hold(cluster, active, held, judged.at());
  }

  /** What the plan itself holds back, and what does not fail any more, is not asked for again. */
  private static void settle(Changes changes, Set<String> allowed, Map<String, Wait> held) {
    Map<String, List<Fix>> fixes =
        changes.fixes().stream().collect(Collectors.groupingBy(Fix::control));
    for (String control : List.copyOf(allowed)) {
      List<Fix> theirs = fixes.getOrDefault(control, List.of());
      if (theirs.stream().noneMatch(fix -> fix.hold().isNone())) {
        allowed.remove(control);
        theirs.stream().findFirst().ifPresent(fix -> held.put(control, Wait.of(fix.hold())));
      }
    }
  }

  /** A fix of several calls is begun only where Azure allows all of them. */
  private boolean lacks(Changes changes, Set<String> allowed, Map<String, Wait> held) {
    Set<String> lacking = new HashSet<>();
    for (Change change : changes.changes()) {
      Optional<Hold> hold = preflight.hold(change.permissions());
      hold.ifPresent(
          found -> change.controls().forEach(each -> held.putIfAbsent(each, Wait.of(found))));
      if (hold.isPresent()) {
        lacking.addAll(change.controls());
      }
    }
    return allowed.removeAll(lacking);
  }

  private Step hold(ArmId cluster, List<Intent> active, Map<String, Wait> held, Instant at) {
    List<Intent> waiting = active.stream().filter(intent -> intent.phase().isWaiting()).toList();
    if (waiting.isEmpty()) {
      return new Step.Done();
    }
    moves.move(
        cluster,
        "held",
        waiting,
        intent -> {
          Wait wait = held.get(intent.control());
          return wait == null
              ? intent.to(Phase.WITHDRAWN, "nothing of it is left to change", at)
              : held(intent, wait, at);
        });
    return new Step.Done();
  }

  private static Intent held(Intent intent, Wait wait, Instant at) {
    Intent held = intent.held(wait.hold().guard(), wait.hold().reason(), at);
    return wait.until().map(held::until).orElse(held);
  }
}
