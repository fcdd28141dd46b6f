package io.aksguard.activity;

import io.aksguard.activity.Remediation.Step;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Request;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.azure.Sent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Takes back what was written for intents, the last write first: the inverse of our own change over
 * a fresh read, until such a read shows that nothing is left to take back.
 */
final class Undoing {
  /** In the list of an intent's writes: that an undo of the one before it was sent. */
  static final String UNDO = "undo";

  static final int MOST_UNDOS = 3;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

  /** An undo that AKS does not take for so long is a person's. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Azure azure;
  private final Attempts attempts;
  private final Rules.Source rules;
  private final Moves moves;
  private final Gate gate;
  private final Consumer<ArmId> judged;
  private final Clock clock;

  /**
   * @param judged has a cluster judged anew, and that recorded
   */
  Undoing(
      Azure azure,
      Attempts attempts,
      Rules.Source rules,
      Moves moves,
      Gate gate,
      Consumer<ArmId> judged,
      Clock clock) {
    this.azure = azure;
    this.attempts = attempts;
    this.rules = rules;
    this.moves = moves;
    this.gate = gate;
    this.judged = judged;
    this.clock = clock;
  }

  /**
   * One step; intents whose newest write is the same are undone together. What became of an undo
   * that was sent is seen at the resource.
   */
  Step step(ArmId cluster, List<Intent> undone) {
    if (clock.instant().isAfter(undone.get(0).since().plus(LONGEST))) {
      return needsPerson(cluster, undone, "it could not be taken back within a day");
    }
    Map<String, List<Intent>> byWrite =
        undone.stream().collect(Collectors.groupingBy(Undoing::newest));
    String id = byWrite.keySet().stream().sorted().findFirst().orElseThrow();
    List<Intent> together = byWrite.getOrDefault(id, List.of());
    Attempt attempt = attempts.of(ClusterKey.of(cluster), id);
    List<Intent> lasting = together.stream().filter(intent -> !isReversible(intent)).toList();
    if (!lasting.isEmpty()) {
      return needsPerson(cluster, lasting, "its remedy has no undo");
    }
    // By the remedy of the day on which it was posted.
    return attempt.call().isEmpty()
        ? undo(cluster, together, attempt)
        : needsPerson(cluster, together, "it was an action, which cannot be taken back");
  }

  /** By the catalogue of now; what it does not know any more is left to people. */
  private boolean isReversible(Intent intent) {
    return rules.get().catalogue().controls().stream()
        .filter(control -> control.id().equals(intent.control()))
        .anyMatch(control -> control.definition().remedy().isReversible());
  }

  private static String newest(Intent intent) {
    return intent.attempts().stream()
        .filter(each -> !each.equals(UNDO))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private Step undo(ArmId cluster, List<Intent> together, Attempt attempt) {
    Current current = azure.read(attempt.resource());
    if (current instanceof Current.Unreadable) {
      return new Step.Again(LOOK_AGAIN, "");
    }
    Optional<Map<String, Object>> body =
        current instanceof Current.Found found ? Optional.of(found.body()) : Optional.empty();
    if (body.map(Health::of).filter(Health.CHANGING::equals).isPresent()) {
      return new Step.Again(LOOK_AGAIN, "");
    }
    List<String> controls = together.stream().map(Intent::control).toList();
    Request request = attempt.preimage().of(controls).undo(body);
    if (request instanceof Request.None) {
      return gone(cluster, together);
    } else if (request instanceof Request.Refused refused) {
      return needsPerson(cluster, together, "it is not taken back: " + refused.reason());
    }
    long before = together.get(0).attempts().stream().filter(UNDO::equals).count();
    if (before >= MOST_UNDOS) {
      return needsPerson(cluster, together, "it was taken back three times, and is there again");
    }
    Optional<Duration> turn = request instanceof Request.Put ? turn(attempt) : Optional.empty();
    if (turn.isPresent()) {
      return new Step.Again(turn.get(), "");
    }
    boolean isOurs =
        moves.move(cluster, "undo of " + attempt.id(), together, each -> each.attempting(UNDO));
    if (!isOurs) {
      return Step.now();
    }
    String correlation = attempt.undoCorrelationId((int) before);
    Optional<String> etag =
        current instanceof Current.Found found ? found.etag() : Optional.empty();
    Sent answer =
        request instanceof Request.Put put
            ? azure.put(attempt.resource(), put.body(), etag, correlation)
            : azure.delete(attempt.resource(), etag, correlation);
    // As they are recorded by now: else nothing that follows would be.
    List<Intent> sent = together.stream().map(each -> each.attempting(UNDO)).toList();
    return answered(cluster, sent, attempt, answer);
  }

  /** How long it has to wait for its turn among our writes. */
  private Optional<Duration> turn(Attempt attempt) {
    Instant now = clock.instant();
    return gate.turn(attempt.resource(), attempt.location())
        .map(wait -> wait.until().map(until -> Duration.between(now, until)).orElse(LOOK_AGAIN))
        // Timers have whole seconds.
        .map(wait -> wait.plusSeconds(1));
  }

  private Step answered(ArmId cluster, List<Intent> sent, Attempt attempt, Sent answer) {
    if (answer instanceof Sent.Refused refused) {
      return needsPerson(
          cluster,
          sent,
          "Azure refuses to take it back: %d %s".formatted(refused.status(), refused.code()));
    } else if (answer instanceof Sent.Busy busy) {
      return again(cluster, sent, busy.retryAfter());
    } else if (answer instanceof Sent.Throttled throttled) {
      gate.throttled(attempt.resource(), attempt.location(), throttled.retryAfter());
      return again(cluster, sent, throttled.retryAfter());
    } else if (answer instanceof Sent.Changed || answer instanceof Sent.Unsent) {
      return again(cluster, sent, LOOK_AGAIN);
    } else if (answer instanceof Sent.Running running) {
      return new Step.Again(running.retryAfter(), "");
    }
    return new Step.Again(LOOK_AGAIN, "");
  }

  /** It was not taken: that counts for nothing. */
  private Step again(ArmId cluster, List<Intent> sent, Duration after) {
    moves.move(cluster, "undo not taken", sent, Undoing::withoutLast);
    return new Step.Again(after, "");
  }

  private static Intent withoutLast(Intent intent) {
    return intent.attempted(intent.attempts().subList(0, intent.attempts().size() - 1));
  }

  /** A fresh read shows nothing of it; what counts as well is how the cluster is. */
  private Step gone(ArmId cluster, List<Intent> together) {
    Current current = azure.read(cluster);
    Optional<Health> health =
        current instanceof Current.Found found
            ? Optional.of(Health.ofCluster(found.body()))
            : Optional.empty();
    if (current instanceof Current.Unreadable
        || health.filter(Health.CHANGING::equals).isPresent()) {
      return new Step.Again(LOOK_AGAIN, "");
    }
    return health.filter(Health.BROKEN::equals).isPresent()
        ? needsPerson(cluster, together, "it is taken back, and the cluster is in a failed state")
        : taken(cluster, together);
  }

  /**
   * Both have just been read: that is the verification. What was verified before it was taken back
   * is on record as passing; nobody is to read or plan by that.
   */
  private Step taken(ArmId cluster, List<Intent> together) {
    judged.accept(cluster);
    Instant at = clock.instant();
    moves.move(
        cluster,
        "taken back",
        together,
        intent -> {
          List<String> left = new ArrayList<>(intent.attempts());
          left.removeIf(UNDO::equals);
          left.remove(left.size() - 1);
          return left.isEmpty()
              ? intent.to(Phase.UNDONE, intent.reason(), at)
              : intent.attempted(left);
        });
    return Step.now();
  }

  private Step needsPerson(ArmId cluster, List<Intent> together, String why) {
    Instant at = clock.instant();
    moves.move(
        cluster,
        "a person has to look",
        together,
        intent -> intent.to(Phase.NEEDS_PERSON, intent.reason() + "; " + why, at));
    return Step.now();
  }
}
