package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.guard.Loop;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a person decides about intents. Who may is settled before; here counts only whether there is
 * still something to decide: each decision is one move in the ledger, so that it is made once.
 */
public final class Approvals {
  private final Ledger ledger;
  private final Inbox inbox;
  private final Agenda agenda;
  private final Moves moves;
  private final Clock clock;

  public Approvals(Ledger ledger, Inbox inbox, Agenda agenda, Clock clock) {
    this.ledger = ledger;
    this.inbox = inbox;
    this.agenda = agenda;
    this.moves = new Moves(ledger);
    this.clock = clock;
  }

  /** What became of a decision. */
  public sealed interface Decided {
    record Done(Intent intent) implements Decided {}

    /** Nothing has this id. */
    record Unknown() implements Decided {}

    /**
     * There is nothing to decide any more.
     *
     * @param reason a sentence for people
     */
    record TooLate(String reason) implements Decided {}
  }

  /**
   * Approves or rejects.
   *
   * @param intent its id, which stands for exactly what was shown
   * @param by object or application id of the signed-in principal
   * @param reason of a rejection; may be empty
   */
  public Decided decide(String intent, boolean isApproved, String by, String reason) {
    Instant now = clock.instant();
    String why = isApproved ? "approved" : reason.isBlank() ? "rejected" : reason.strip();
    Phase next = isApproved ? Phase.APPROVED : Phase.REJECTED;
    return move(
        intent,
        each -> each.phase() == Phase.AWAITING_APPROVAL,
        now,
        each -> each.decided(next, by, why, now));
  }

  /**
   * Has a fix tried again that was given up: frozen, refused by Azure, rejected, expired, taken
   * back or left to a person; or one that is held since our own write has brought its failure
   * about. How often somebody has changed it back is forgotten.
   */
  public Decided release(String intent, String by) {
    Instant now = clock.instant();
    return move(intent, Approvals::isGivenUp, now, each -> again(each, by, now));
  }

  private static boolean isGivenUp(Intent intent) {
    return Phase.GIVEN_UP.contains(intent.phase())
        || (intent.phase() == Phase.HELD && intent.guard().equals(Loop.GUARD));
  }

  private static Intent again(Intent intent, String by, Instant now) {
    return intent
        .decided(Phase.APPROVED, by, "released by a person", now)
        .attempted(List.of())
        .after(intent, List.of());
  }

  private Decided move(
      String id, Predicate<Intent> from, Instant now, UnaryOperator<Intent> change) {
    Optional<ListedCluster> cluster =
        Intent.cluster(id).flatMap(key -> ledger.listed(new ClusterKey(key.value())));
    if (cluster.isEmpty()) {
      return new Decided.Unknown();
    }
    Optional<Intent> found =
        ledger.known(cluster.get().cluster()).intents().values().stream()
            .filter(intent -> intent.id().equals(id))
            .findFirst();
    if (found.isEmpty()) {
      return new Decided.TooLate("the plan is another one by now: look at the new one");
    }
    Intent intent = found.get();
    boolean isOver =
        intent.phase() == Phase.AWAITING_APPROVAL
            && intent.until().filter(until -> !now.isBefore(until)).isPresent();
    if (!from.test(intent) || isOver) {
      return new Decided.TooLate(
          isOver
              ? "the time to decide about it is over"
              : "it is %s since %s%s"
                  .formatted(
                      intent.phase().word(),
                      intent.since(),
                      intent.by().isEmpty() ? "" : " by " + intent.by()));
    }
    Intent next = change.apply(intent);
    ArmId at = cluster.get().id();
    // Before it is recorded: an agenda without intents does no harm.
    agenda.put(at, now);
    if (!moves.move(at, "decision", List.of(intent), seen -> next)) {
      return new Decided.TooLate("somebody else was faster");
    }
    inbox.assessed(at, List.of(), true);
    return new Decided.Done(next);
  }
}
