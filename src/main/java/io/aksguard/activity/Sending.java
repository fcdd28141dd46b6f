package io.aksguard.activity;

import io.aksguard.activity.Remediation.Step;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.azure.Progress;
import io.aksguard.remediation.azure.Sent;
import io.aksguard.remediation.azure.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is done from the moment a write may have been sent until its end is known. */
final class Sending {
  /** Entries of the activity log come minutes late. */
  private static final Duration LOG_LAG = Duration.ofMinutes(10);

  /** A rotation of certificates takes up to half an hour, an upgrade of a large pool hours. */
  private static final Duration LONGEST_OPERATION = Duration.ofHours(24);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

  private final Azure azure;
  private final Attempts attempts;
  private final Moves moves;
  private final Gate gate;
  private final Clock clock;

  Sending(Azure azure, Attempts attempts, Moves moves, Gate gate, Clock clock) {
    this.azure = azure;
    this.attempts = attempts;
    this.moves = moves;
    this.gate = gate;
    this.clock = clock;
  }

  /** Goes on with what was started. */
  Step step(ArmId cluster, List<Intent> started, String operation) {
    List<String> all = started.get(0).attempts();
    Attempt attempt = attempts.of(ClusterKey.of(cluster), all.get(all.size() - 1));
    return operation.isEmpty()
        ? look(cluster, started, attempt)
        : poll(cluster, started, operation);
  }

  /** What is done about an answer. */
  Step answered(ArmId cluster, List<Intent> started, Attempt attempt, Sent sent) {
    if (sent instanceof Sent.Done) {
      return succeeded(cluster, started);
    } else if (sent instanceof Sent.Running running) {
      return new Step.Again(running.retryAfter(), running.operation());
    } else if (sent instanceof Sent.Lost) {
      return new Step.Again(LOOK_AGAIN, "");
    } else if (sent instanceof Sent.Changed) {
      return back(cluster, started, "somebody else has changed it meanwhile", LOOK_AGAIN);
    } else if (sent instanceof Sent.Busy busy) {
      return back(cluster, started, "something else is going on with it", busy.retryAfter());
    } else if (sent instanceof Sent.Throttled throttled) {
      gate.throttled(attempt.resource(), attempt.location(), throttled.retryAfter());
      return back(cluster, started, "Azure has asked for a rest", throttled.retryAfter());
    } else if (sent instanceof Sent.Unsent unsent) {
      return back(cluster, started, unsent.reason(), LOOK_AGAIN);
    }
    Sent.Refused refused = (Sent.Refused) sent;
    return failed(
        cluster,
        started,
        "Azure refuses it: %d %s %s"
            .formatted(refused.status(), refused.code(), refused.message())
            .strip());
  }

  private Step poll(ArmId cluster, List<Intent> started, String operation) {
    Progress progress = azure.poll(operation);
    if (progress instanceof Progress.Running running) {
      return isOverdue(started)
          ? needsPerson(cluster, started, "its operation has not ended within a day")
          : new Step.Again(running.retryAfter(), operation);
    } else if (progress instanceof Progress.Succeeded) {
      return succeeded(cluster, started);
    } else if (progress instanceof Progress.Failed failed) {
      return undo(
          cluster, started, "its operation has failed: " + failed.code() + " " + failed.message());
    } else if (progress instanceof Progress.Canceled) {
      return undo(cluster, started, "its operation was canceled");
    }
    Progress.Unknown unknown = (Progress.Unknown) progress;
    // One that is forgotten stays so: the resource tells.
    return new Step.Again(unknown.retryAfter(), "");
  }

  /** Without an operation the resource and the activity log tell what became of the write. */
  private Step look(ArmId cluster, List<Intent> started, Attempt attempt) {
    Current current = azure.read(attempt.resource());
    if (current instanceof Current.Unreadable) {
      return isOverdue(started)
          ? needsPerson(cluster, started, "whether it was carried out cannot be seen")
          : new Step.Again(LOOK_AGAIN, "");
    }
    boolean isWritten =
        attempt.call().isEmpty()
            && current instanceof Current.Found found
            && attempt.preimage().isWritten(found.body());
    if (isBusy(current)) {
      return isOverdue(started)
          ? needsPerson(cluster, started, "the resource is not ready after a day")
          : new Step.Again(LOOK_AGAIN, "");
    }
    if (isWritten) {
      return succeeded(cluster, started);
    }
    Trace trace = azure.traced(attempt.resource(), attempt.correlationId(), attempt.at());
    if (trace instanceof Trace.Seen seen) {
      return switch (seen.status()) {
        case "Succeeded" -> succeeded(cluster, started);
        case "Failed" -> undo(cluster, started, "Azure's activity log says that it has failed");
        default -> new Step.Again(LOOK_AGAIN, "");
      };
    }
    Instant tellsBy = started.get(0).since().plus(LOG_LAG);
    if (clock.instant().isBefore(tellsBy)) {
      return new Step.Again(LOOK_AGAIN, "");
    }
    // No member shows whether an action was carried out: it is not posted twice on a guess.
    return trace instanceof Trace.NotSeen && attempt.call().isEmpty()
        ? back(cluster, started, "it has not reached Azure", Duration.ZERO)
        : needsPerson(cluster, started, "whether it has reached Azure cannot be seen");
  }

  private boolean isOverdue(List<Intent> started) {
    return clock.instant().isAfter(started.get(0).since().plus(LONGEST_OPERATION));
  }

  /** Whether something is being done to it. */
  private static boolean isBusy(Current current) {
    return current instanceof Current.Found found
        && Health.of(found.body()).equals(Health.CHANGING);
  }

  private Step succeeded(ArmId cluster, List<Intent> started) {
    Instant at = clock.instant();
    moves.move(
        cluster,
        "the write is done",
        started,
        intent -> intent.to(Phase.SUCCEEDED, "Azure has carried it out; not verified yet", at));
    return Step.now();
  }

  /** Nothing was written: it is due as before. */
  private Step back(ArmId cluster, List<Intent> started, String why, Duration after) {
    Instant at = clock.instant();
    List<Intent> due = started.stream().map(intent -> due(intent, why, at)).toList();
    // First: a permit that is given back late may be held for the next write by then.
    if (moves.move(
        cluster, "the write was not made", started, intent -> due.get(started.indexOf(intent)))) {
      gate.notWritten(due);
    }
    return new Step.Again(after, "");
  }

  /** What was written for it before has still to be verified. */
  private static Intent due(Intent intent, String why, Instant at) {
    List<String> before = intent.attempts().subList(0, intent.attempts().size() - 1);
    Phase phase =
        !before.isEmpty()
            ? Phase.SUCCEEDED
            : intent.by().isEmpty() ? Phase.PLANNED : Phase.APPROVED;
    return intent.to(phase, why, at).attempted(before);
  }

  private Step failed(ArmId cluster, List<Intent> started, String why) {
    Instant at = clock.instant();
    started.forEach(
        intent ->
            gate.ended(
                intent,
                intent.attempts().size() > 1 ? Gate.Outcome.FAILED : Gate.Outcome.NOT_WRITTEN));
    moves.move(
        cluster,
        "the write was refused",
        started,
        intent ->
            intent.attempts().size() > 1
                ? intent.to(Phase.UNDOING, why, at)
                : intent.to(Phase.FAILED, why, at));
    return Step.now();
  }

  private Step undo(ArmId cluster, List<Intent> started, String why) {
    Instant at = clock.instant();
    started.forEach(intent -> gate.ended(intent, Gate.Outcome.FAILED));
    moves.move(
        cluster, "the write has failed", started, intent -> intent.to(Phase.UNDOING, why, at));
    return Step.now();
  }

  private Step needsPerson(ArmId cluster, List<Intent> started, String why) {
    Instant at = clock.instant();
    started.forEach(intent -> gate.ended(intent, Gate.Outcome.FAILED));
    moves.move(cluster, "nobody knows", started, intent -> intent.to(Phase.NEEDS_PERSON, why, at));
    return Step.now();
  }
}
