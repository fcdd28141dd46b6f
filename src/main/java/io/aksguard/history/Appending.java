package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.finding.Diff;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the next commit of a draft, from what is known; pure, so that it can be made again. */
final class Appending {
  private final Draft draft;
  private final CheckpointPolicy policy;
  private final Instant now;
  private final long cutBefore;

  /**
   * @param now as the clock shows it; where the head is later, the head's
   */
  Appending(Draft draft, CheckpointPolicy policy, Instant now) {
    this(draft, policy, now, 0);
  }

  /**
   * @param cutBefore the first commit to keep; 0 leaves it as it is
   */
  Appending(Draft draft, CheckpointPolicy policy, Instant now, long cutBefore) {
    this.draft = draft;
    this.policy = policy;
    this.now = now;
    this.cutBefore = cutBefore;
  }

  /** What is to be written. */
  record Step(Writing.Body body, Commit commit, Head head, Optional<Checkpoint> checkpoint) {}

  ArmId cluster() {
    return draft.cluster();
  }

  Instant now() {
    return now;
  }

  /** The answer where there is nothing to write. */
  Optional<Appended> withoutWriting(Known known) {
    Optional<Appended> stale = known.newest().flatMap(newest -> stale(newest.observed()));
    if (stale.isPresent()) {
      return stale;
    }
    boolean moved =
        !Diff.of(known.states(), draft.states()).isEmpty()
            || cutBefore > known.head().map(Head::cutBefore).orElse(1L);
    return moved ? Optional.empty() : Optional.of(new Appended.Unchanged());
  }

  /** States cannot be told apart by section, so one that is older refuses all of them. */
  private Optional<Appended> stale(Map<String, Instant> recorded) {
    for (Map.Entry<String, Instant> section : draft.observed().entrySet()) {
      Instant last = recorded.get(section.getKey());
      if (last != null && section.getValue().isBefore(last)) {
        return Optional.of(new Appended.Stale(section.getKey(), section.getValue(), last));
      }
    }
    return Optional.empty();
  }

  Step step(Known known) {
    Optional<Commit> before = known.newest();
    long seq = before.map(Commit::seq).orElse(0L) + 1;
    Instant recordedAt =
        before.map(Commit::recordedAt).filter(last -> last.isAfter(now)).orElse(now);
    List<Transition> transitions = Diff.of(known.states(), draft.states());
    Map<FindingKey, State> states = new TreeMap<>(known.states());
    transitions.forEach(transition -> Reading.apply(transition, states));
    Writing.Body body = Writing.Body.of(seq, transitions);
    long since = before.map(Commit::sinceCheckpoint).orElse(0L) + transitions.size();
    long checkpointSeq = before.map(Commit::checkpointSeq).orElse(0L);
    Instant checkpointAt = before.map(Commit::checkpointAt).orElse(recordedAt);
    boolean due = policy.isDue(seq, checkpointSeq, recordedAt, checkpointAt, since);
    Optional<Checkpoint> checkpoint =
        due ? Optional.of(Checkpoint.of(draft.cluster(), seq, states)) : Optional.empty();
    Commit unhashed =
        new Commit(
            ClusterKey.of(draft.cluster()),
            draft.cluster(),
            seq,
            recordedAt,
            draft.judgedAt(),
            draft.cause(),
            transitions.size(),
            body.digest(),
            before.map(Commit::hash).orElse(""),
            "",
            draft.configDigest(),
            draft.catalogueDigest(),
            draft.evidence(),
            checkpoint.map(Checkpoint::digest).orElse(""),
            due ? seq : checkpointSeq,
            due ? recordedAt : checkpointAt,
            due ? 0 : since,
            observed(before),
            Counts.of(states),
            draft.gone(),
            Math.max(cutBefore, before.map(Commit::cutBefore).orElse(1L)));
    Commit commit = hashed(unhashed);
    return new Step(body, commit, head(known, commit), checkpoint);
  }

  private Map<String, Instant> observed(Optional<Commit> before) {
    Map<String, Instant> observed = new TreeMap<>();
    before.ifPresent(commit -> observed.putAll(commit.observed()));
    observed.putAll(draft.observed());
    return observed;
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

  private static Head head(Known known, Commit commit) {
    return new Head(
        commit.cluster(),
        commit.id(),
        commit.seq(),
        commit.hash(),
        commit.recordedAt(),
        known.head().map(Head::noticedSeq).orElse(0L),
        known.head().map(Head::plannedSeq).orElse(0L),
        commit.checkpointSeq(),
        commit.cutBefore());
  }
}
