package io.aksguard.activity;

import io.aksguard.activity.Judging.Judged;
import io.aksguard.activity.Remediation.Step;
import io.aksguard.cluster.ArmId;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Changes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says of what was written, by a fresh assessment, whether it has helped, and has that known. */
final class Verifying {
  /** A cluster that was just changed may not answer for a while. */
  private static final Duration LONGEST_DOUBT = Duration.ofMinutes(15);

  /** Guard of what is held up by that. */
  private static final String DOUBT = "doubt";

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final Moves moves;
  private final Gate gate;

  Verifying(Moves moves, Gate gate) {
    this.moves = moves;
    this.gate = gate;
  }

  /**
   * One step; empty where nothing was written, or more is to be written for all of it.
   *
   * @param begun intents of which something is written
   * @param made their writes, by their ids
   */
  Optional<Step> step(
      ArmId cluster,
      Judged judged,
      List<Intent> begun,
      Map<String, Attempt> made,
      Unfinished unfinished) {
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    Instant at = judged.at();
    Changes left =
        unfinished.due(
            // What has still to be written may have to wait for the next window.
            judged.by().planner(at).atAnyTime(),
            cluster,
            judged.evidence().orElseThrow(),
            begun.stream().map(Intent::control).collect(Collectors.toSet()));
    Verification verification = new Verification(judged, made, left);
    List<Seen> seen =
        begun.stream().map(intent -> new Seen(intent, verification.of(intent))).toList();
    List<Seen> decided = seen.stream().filter(each -> each.isDecided(at)).toList();
    if (decided.isEmpty()) {
      List<Intent> inDoubt = seen.stream().filter(Seen::isInDoubt).map(Seen::intent).toList();
      if (inDoubt.isEmpty()) {
        return Optional.empty();
      }
      moves.move(cluster, "in doubt", inDoubt, intent -> doubted(intent, at));
      return Optional.of(new Step.Again(LOOK_AGAIN, ""));
    }
    decided.forEach(each -> gate.ended(each.intent(), each.verdict().outcome()));
    Map<Intent, Intent> after =
        decided.stream()
            .collect(
                Collectors.toMap(Seen::intent, each -> each.verdict().move(each.intent(), at)));
    moves.move(cluster, "verified", after.keySet(), intent -> after.getOrDefault(intent, intent));
    return Optional.of(Step.now());
  }

  /** What has waited for long with its rest is in doubt from now on, and not since then. */
  private static Intent doubted(Intent intent, Instant at) {
    return isHeldUp(intent)
        ? intent.held(DOUBT, "whether what is written has helped cannot be seen", at)
        : intent;
  }

  private static boolean isHeldUp(Intent intent) {
    return !intent.guard().isEmpty() && !intent.guard().equals(DOUBT);
  }

  private record Seen(Intent intent, Verdict verdict) {
    boolean isInDoubt() {
      return verdict instanceof Verdict.Doubt;
    }

    /** Doubt is waited out for a while. */
    boolean isDecided(Instant at) {
      return isInDoubt()
          ? !isHeldUp(intent) && !at.isBefore(intent.since().plus(LONGEST_DOUBT))
          : !(verdict instanceof Verdict.More);
    }
  }
}
