package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import java.time.Instant;
import java.util.Map;

/**
 * One assessment or one step of a remediation that changed something; src/docs/storage.md has its
 * row and what its hash is made of.
 *
 * @param seq from 1, without holes; orders
 * @param recordedAt never before that of the commit before
 * @param judgedAt the instant that the verdicts were asked for
 * @param transitions how many it records
 * @param moves how many moves of intents it records, whose rows stand behind those
 * @param digest over the rows of its transitions and moves
 * @param previous hash of the commit before; empty of the first one
 * @param checkpoint digest of the full state after this commit where that was kept, else empty
 * @param checkpointSeq the newest commit with a checkpoint, this one included; 0 for none
 * @param checkpointAt when that one was recorded; without one when the first commit was
 * @param sinceCheckpoint transitions and moves recorded after that checkpoint
 * @param observed when each section was read that the ledger's knowledge rests on; sections that
 *     this assessment did not read keep the instant of the commit before
 * @param counts of the states after it
 * @param gone the cluster did not exist any more
 * @param cutBefore commits before this one have been cut, or are being cut; 1 for none
 */
public record Commit(
    ClusterKey cluster,
    ArmId id,
    long seq,
    Instant recordedAt,
    Instant judgedAt,
    String cause,
    int transitions,
    int moves,
    String digest,
    String previous,
    String hash,
    String configDigest,
    String catalogueDigest,
    String evidence,
    String checkpoint,
    long checkpointSeq,
    Instant checkpointAt,
    long sinceCheckpoint,
    Map<String, Instant> observed,
    Counts counts,
    boolean gone,
    long cutBefore) {
  public Commit {
    observed = Map.copyOf(observed);
  }

  /** Transitions and moves. */
  int rows() {
    return transitions + moves;
  }

  /** Marks this commit's rows of transitions among those of writers that lost the race. */
  String writer() {
    return Keys.writer(digest);
  }
}
