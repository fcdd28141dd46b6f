package io.aksguard.history;

import java.time.Instant;

/**
 * When a commit carries the full state, so that no answer needs more rows than this says.
 *
 * @param commits after as many since the last one
 * @param transitions after more than as many since the last one; one commit can have 20,000
 */
public record CheckpointPolicy(int commits, int transitions) {
  /** Of design.md, section 7: every 200 commits, and on the first change of each day. */
  public static final CheckpointPolicy STANDARD = new CheckpointPolicy(200, 2_000);

  /**
   * @param sinceCheckpoint transitions since the last one, those of this commit included
   */
  boolean isDue(
      long seq, long checkpointSeq, Instant now, Instant checkpointAt, long sinceCheckpoint) {
    return seq - checkpointSeq >= commits
        || sinceCheckpoint > transitions
        || !Times.sameDay(now, checkpointAt);
  }

  /**
   * The most rows that the state at any instant takes: a binary search over the commits, then what
   * stands behind one checkpoint.
   */
  public int mostRows(long seq) {
    int search = Long.SIZE - Long.numberOfLeadingZeros(seq) + 2;
    return search + commits + 1 + transitions;
  }
}
