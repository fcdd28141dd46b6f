package io.aksguard.workflow;

/** Names of activities, for their annotation and for their callers. */
public final class Activities {
  /** Settles, reads, judges and records one cluster. */
  public static final String ASSESS = "assess";

  /** Publishes what the ledger owes for one cluster. */
  public static final String TELL = "tell";

  /** Ends the work on one cluster, unless something came meanwhile. */
  public static final String FINISH = "finish";

  /** Does the next step of what is due of one cluster's intents. */
  public static final String REMEDIATE = "remediate";

  /** Reads the whole tenant into the run's snapshot. */
  public static final String SWEEP = "sweep";

  /** Judges the clusters of one shard of a run's snapshot. */
  public static final String JUDGE_SHARD = "judgeShard";

  /** Has history forget what is too old, some clusters at a time. */
  public static final String CUT_HISTORY = "cutHistory";

  /** Records a run with its coverage. */
  public static final String COMPLETE_RUN = "completeRun";

  /** Records a review of the fleet. */
  public static final String REVIEW = "review";

  private Activities() {}
}
