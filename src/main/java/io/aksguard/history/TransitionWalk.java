package io.aksguard.history;

import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import io.aksguard.storage.Row;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Verifies the rows of one commit's transitions as they come, and applies them to the states. */
final class TransitionWalk {
  private final Place place;
  private final Commit commit;
  private final @Nullable Standing standing;
  private final String own;
  private final Canonical.Transitions digest = new Canonical.Transitions();
  private @Nullable FindingKey last;
  private @Nullable String lastMoved;

  /**
   * @param standing before the commit, which becomes that after it; null where it is not known
   */
  TransitionWalk(Place place, Commit commit, @Nullable Standing standing) {
    this.place = place;
    this.commit = commit;
    this.standing = standing;
    this.own = Keys.transitions(commit.seq(), commit.writer());
  }

  /**
   * Takes the next row of the commit's range.
   *
   * @return whether the commit's own writer has written it
   */
  boolean accept(Row row) {
    if (!row.key().startsWith(own)) {
      return false;
    }
    int position = digest.count();
    String expected = Keys.transition(commit.seq(), commit.writer(), position);
    if (position >= commit.rows()) {
      throw place.damaged(row.key(), "is one too many", commit.rows() + " transitions");
    }
    if (!row.key().equals(expected)) {
      throw row.key().compareTo(expected) > 0
          ? place.damaged(expected, "is missing", "transition " + position)
          : place.damaged(row.key(), "is no key of the ledger", expected);
    }
    String seal = Canonical.sealOfTransition(row.properties());
    if (!row.text(Canonical.SEAL).orElse("").equals(seal)) {
      throw place.damaged(
          row.key(), "seal is " + row.text(Canonical.SEAL).orElse("absent"), "seal " + seal);
    }
    if (row.number("seq").orElse(-1L) != commit.seq() || row.number("n").orElse(-1L) != position) {
      throw place.damaged(
          row.key(),
          "is transition " + row.number("n") + " of commit " + row.number("seq"),
          "transition " + position + " of commit " + commit.seq());
    }
    apply(row);
    digest.add(row);
    return true;
  }

  private void apply(Row row) {
    boolean isMove = digest.count() >= commit.transitions();
    try {
      if (isMove) {
        apply(row, MoveRow.move(row));
      } else {
        apply(row, TransitionRow.transition(row));
      }
    } catch (IllegalStateException
        | IllegalArgumentException
        | DateTimeException
        | UncheckedIOException e) {
      throw place.damaged(row.key(), String.valueOf(e.getMessage()), "a transition");
    }
  }

  private void apply(Row row, Move move) {
    if (lastMoved != null && lastMoved.compareTo(move.control()) >= 0) {
      throw place.damaged(row.key(), "is about " + move.control(), "one behind " + lastMoved);
    }
    lastMoved = move.control();
    if (standing != null) {
      Intent known = standing.intents().get(move.control());
      if (!Objects.equals(known, move.before())) {
        throw place.damaged(row.key(), "goes out from " + move.before(), "from " + known);
      }
      standing.apply(move);
    }
  }

  private void apply(Row row, Transition transition) {
    FindingKey before = last;
    if (before != null && before.compareTo(transition.key()) >= 0) {
      throw place.damaged(row.key(), "is about " + transition.key(), "one behind " + before);
    }
    last = transition.key();
    if (standing != null) {
      State known = standing.states().get(transition.key());
      if (!Objects.equals(known, transition.before())) {
        throw place.damaged(row.key(), "goes out from " + transition.before(), "from " + known);
      }
      standing.apply(transition);
    }
  }

  /** There are no more rows. */
  void end() {
    if (digest.count() < commit.rows()) {
      throw place.damaged(
          Keys.transition(commit.seq(), commit.writer(), digest.count()),
          "is missing",
          commit.rows() + " transitions");
    }
    String actual = digest.end();
    if (!actual.equals(commit.digest())) {
      throw place.damaged(own, "digest is " + actual, "digest " + commit.digest());
    }
  }
}
