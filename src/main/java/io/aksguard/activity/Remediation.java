package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Known;
import io.aksguard.history.Ledger;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.LostAttemptException;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.ChangeLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries out the intents of one cluster, a step at a time. Where it stands is in the ledger, so
 * that whoever asks next goes on from there: a process that ends loses nothing, and what may have
 * been sent is looked for before anything is sent again.
 */
public final class Remediation {
  /** What a guard holds is seldom free at once. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

  private final Ledger ledger;
  private final Inbox inbox;
  private final Agenda agenda;
  private final Moves moves;
  private final Gate gate;
  private final Accusing accusing;
  private final Starting starting;
  private final Sending sending;
  private final Undoing undoing;
  private final Clock clock;

  public Remediation(
      Judging judging,
      Rules.Source rules,
      Ledger ledger,
      Inbox inbox,
      Agenda agenda,
      Attempts attempts,
      Traces traces,
      Azure azure,
      ChangeLog changes,
      Gate gate,
      Clock clock) {
    this.ledger = ledger;
    this.inbox = inbox;
    this.agenda = agenda;
    this.clock = clock;
    this.moves = new Moves(ledger);
    this.gate = gate;
    this.sending = new Sending(azure, attempts, moves, gate, clock);
    Preflight preflight = new Preflight(azure::permitted, clock);
    Preparing preparing =
        new Preparing(azure, ledger, attempts, sending, moves, gate, preflight, clock);
    this.starting =
        new Starting(
            judging,
            ledger,
            attempts,
            traces,
            new Verifying(moves, gate),
            preparing,
            moves,
            preflight,
            clock);
    this.accusing = new Accusing(changes, traces, moves, clock);
    this.undoing =
        new Undoing(
            azure,
            attempts,
            rules,
            moves,
            gate,
            cluster -> judging.record(cluster, "remediation"),
            clock);
  }

  /** What comes next. */
  public sealed interface Step {
    /**
     * Ask again after so long; at once where that is zero.
     *
     * @param operation Azure's, to be given back then; empty for none
     */
    record Again(Duration after, String operation) implements Step {}

    /** Nothing is under way, and nothing is due. */
    record Done() implements Step {}

    static Step now() {
      return new Again(Duration.ZERO, "");
    }
  }

  /**
   * One step.
   *
   * @param operation that the step before has answered; empty for none
   */
  public Step step(ArmId cluster, String operation) {
    Optional<String> seen = agenda.etag(cluster);
    Step step = next(cluster, operation);
    Known known = ledger.known(ClusterKey.of(cluster));
    if (known.head().filter(head -> head.seq() > head.noticedSeq()).isPresent()) {
      inbox.assessed(cluster, List.of(), true);
    }
    if (step instanceof Step.Done) {
      seen.ifPresent(etag -> agenda.settle(cluster, etag, later(known.intents().values())));
    }
    return step;
  }

  /** When to look again at what waits. */
  private Optional<Instant> later(Collection<Intent> intents) {
    Instant now = clock.instant();
    return intents.stream()
        .flatMap(
            intent ->
                intent.phase().isEnded()
                    ? intent.fight().flatMap(Fight::look).stream()
                    : Stream.of(intent.until().orElse(now.plus(LOOK_AGAIN))))
        .min(Comparator.naturalOrder());
  }

  private Step next(ArmId cluster, String operation) {
    Known known = ledger.known(ClusterKey.of(cluster));
    try {
      return next(cluster, known, operation);
    } catch (LostAttemptException e) {
      return lost(cluster, known, e);
    }
  }

  private Step next(ArmId cluster, Known known, String operation) {
    List<Intent> undone = in(known.intents(), Phase.UNDOING);
    if (!undone.isEmpty() && gate.stopped().isPresent()) {
      return new Step.Done();
    }
    if (!undone.isEmpty()) {
      return undoing.step(cluster, undone);
    }
    List<Intent> started = in(known.intents(), Phase.STARTED);
    if (!started.isEmpty()) {
      return sending.step(cluster, started, operation);
    }
    if (expired(cluster, known) || accusing.step(cluster, known)) {
      return Step.now();
    }
    return starting.step(cluster, known);
  }

  /** Without the record of a write nobody can say what it has changed. */
  private Step lost(ArmId cluster, Known known, LostAttemptException lost) {
    Instant now = clock.instant();
    List<Intent> theirs =
        known.intents().values().stream()
            .filter(intent -> intent.phase().isRunning())
            .filter(intent -> intent.attempts().contains(lost.attempt()))
            .toList();
    theirs.forEach(intent -> gate.ended(intent, Gate.Outcome.FAILED));
    moves.move(
        cluster,
        "a person has to look",
        theirs,
        intent -> intent.to(Phase.NEEDS_PERSON, lost.getMessage(), now));
    return Step.now();
  }

  /** An approval that nobody has given in time is none. */
  private boolean expired(ArmId cluster, Known known) {
    Instant now = clock.instant();
    List<Intent> over =
        in(known.intents().values(), Phase.AWAITING_APPROVAL).stream()
            .filter(intent -> intent.until().filter(until -> !now.isBefore(until)).isPresent())
            .toList();
    return !over.isEmpty()
        && moves.move(
            cluster,
            "nobody has decided",
            over,
            intent -> intent.to(Phase.EXPIRED, "nobody has decided in time", now));
  }

  static List<Intent> in(Map<String, Intent> intents, Phase phase) {
    return in(intents.values(), phase);
  }

  private static List<Intent> in(Collection<Intent> intents, Phase phase) {
    return intents.stream().filter(intent -> intent.phase() == phase).toList();
  }
}
