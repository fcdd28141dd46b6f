package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.finding.Diff;
import io.aksguard.finding.Transition;
import io.aksguard.intent.Move;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the next commit of a draft, from what is known. It can be made again: the one side effect
 * is that the draft keeps its evidence, under its digest.
 */
final class Appending {
  private final ArmId cluster;
  private final Function<Known, Draft> drafts;
  private final CheckpointPolicy policy;
  private final Instant now;
  private final long cutBefore;

  /**
   * @param now as the clock shows it; where the head is later, the head's
   */
  Appending(Draft draft, CheckpointPolicy policy, Instant now) {
    this(draft.cluster(), known -> draft, policy, now, 0);
  }

  /**
   * @param cutBefore the first commit to keep; 0 leaves it as it is
   */
  Appending(
      ArmId cluster,
      Function<Known, Draft> drafts,
      CheckpointPolicy policy,
      Instant now,
      long cutBefore) {
    this.cluster = cluster;
    this.drafts = drafts;
    this.policy = policy;
    this.now = now;
    this.cutBefore = cutBefore;
  }

  /** What is to be written. */
  record Step(Writing.Body body, Commit commit, Head head, Optional<Checkpoint> checkpoint) {}

  ArmId cluster() {
    return cluster;
  }

  Instant now() {
    return now;
  }

  /** The answer where there is nothing to commit. */
  Optional<Appended> withoutCommit(Known known) {
    Draft draft = drafts.apply(known);
    Optional<Appended> stale = stale(draft, observed(known));
    if (stale.isPresent()) {
      return stale;
    }
    boolean moved =
        !Diff.of(known.states(), draft.states()).isEmpty()
            || !moves(known, draft).isEmpty()
            || cutBefore > known.head().map(Head::cutBefore).orElse(1L);
    return moved ? Optional.empty() : Optional.of(new Appended.Unchanged());
  }

  private static List<Move> moves(Known known, Draft draft) {
    return draft.intents().map(now -> Move.between(known.intents(), now)).orElse(List.of());
  }

  /** States cannot be told apart by section, so one that is older refuses all of them. */
  private static Optional<Appended> stale(Draft draft, Map<String, Instant> recorded) {
    for (Map.Entry<String, Instant> section : draft.observed().entrySet()) {
      Instant last = recorded.get(section.getKey());
      if (last != null && section.getValue().isBefore(last)) {
        return Optional.of(new Appended.Stale(section.getKey(), section.getValue(), last));
      }
    }
    return Optional.empty();
  }

  /** What would mend a failure is worked out from the evidence that shows it. */
  private static boolean fails(Draft draft) {
    return draft.states().values().stream().anyMatch(state -> state.status() == Status.FAIL);
  }

  /** The head after evidence that moved nothing; empty where it was no newer. */
  Optional<Head> seen(Known known) {
    Draft draft = drafts.apply(known);
    return stale(draft, observed(known)).isPresent()
        ? Optional.empty()
        : known
            .head()
            .map(head -> head.seen(draft.observed()))
            .filter(next -> !known.head().equals(Optional.of(next)));
  }

  Step step(Known known) {
    Draft draft = drafts.apply(known);
    Optional<Commit> before = known.newest();
    long seq = before.map(Commit::seq).orElse(0L) + 1;
    Instant recordedAt =
        before.map(Commit::recordedAt).filter(last -> last.isAfter(now)).orElse(now);
    List<Transition> transitions = Diff.of(known.states(), draft.states());
    List<Move> moves = moves(known, draft);
    Standing standing = Standing.copyOf(known);
    transitions.forEach(standing::apply);
    moves.forEach(standing::apply);
    Writing.Body body = Writing.Body.of(seq, transitions, moves);
    long since = before.map(Commit::sinceCheckpoint).orElse(0L) + body.rows().size();
    long checkpointSeq = before.map(Commit::checkpointSeq).orElse(0L);
    Instant checkpointAt = before.map(Commit::checkpointAt).orElse(recordedAt);
    boolean due = policy.isDue(seq, checkpointSeq, recordedAt, checkpointAt, since);
    Optional<Checkpoint> checkpoint =
        due ? Optional.of(Checkpoint.of(draft.cluster(), seq, standing)) : Optional.empty();
    Commit unhashed =
        new Commit(
            ClusterKey.of(draft.cluster()),
            draft.cluster(),
            seq,
            recordedAt,
            draft.judgedAt(),
            draft.cause(),
            transitions.size(),
            moves.size(),
            body.digest(),
            before.map(Commit::hash).orElse(""),
            "",
            draft.configDigest(),
            draft.catalogueDigest(),
            fails(draft) ? draft.evidence().get() : "",
            checkpoint.map(Checkpoint::digest).orElse(""),
            due ? seq : checkpointSeq,
            due ? recordedAt : checkpointAt,
            due ? 0 : since,
            Head.later(observed(known), draft.observed()),
            Counts.of(standing.states()),
            draft.gone(),
            Math.max(cutBefore, before.map(Commit::cutBefore).orElse(1L)));
    Commit commit = hashed(unhashed);
    return new Step(body, commit, head(known, commit), checkpoint);
  }

  /** A head of an earlier version does not tell, its commit does. */
  private static Map<String, Instant> observed(Known known) {
    return Head.later(
        known.newest().map(Commit::observed).orElse(Map.of()),
        known.head().map(Head::observed).orElse(Map.of()));
  }

  private static Commit hashed(Commit commit) {
    return new Commit(
        commit.cluster(),
        commit.id(),
        commit.seq(),
        commit.recordedAt(),
        commit.judgedAt(),
        commit.cause(),
        commit.transitions(),
        commit.moves(),
        commit.digest(),
        commit.previous(),
        CommitRow.hash(commit),
        commit.configDigest(),
        commit.catalogueDigest(),
        commit.evidence(),
        commit.checkpoint(),
        commit.checkpointSeq(),
        commit.checkpointAt(),
        commit.sinceCheckpoint(),
        commit.observed(),
        commit.counts(),
        commit.gone(),
        commit.cutBefore());
  }

  /** Plans are made of what was found: one that is made holds where only intents have moved. */
  private static long planned(Known known, Commit commit) {
    long planned = known.head().map(Head::plannedSeq).orElse(0L);
    return commit.transitions() == 0 && planned == commit.seq() - 1 ? commit.seq() : planned;
  }

  private static Head head(Known known, Commit commit) {
    return new Head(
        commit.cluster(),
        commit.id(),
        commit.seq(),
        commit.hash(),
        commit.recordedAt(),
        known.head().map(Head::noticedSeq).orElse(0L),
        planned(known, commit),
        known.head().map(Head::plannedBy).orElse(""),
        commit.checkpointSeq(),
        commit.cutBefore(),
        commit.observed());
  }
}
