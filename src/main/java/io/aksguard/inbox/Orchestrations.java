package io.aksguard.inbox;

import io.aksguard.cluster.ArmId;

/** Port: starts orchestrations and tells whether they run. */
public interface Orchestrations {
  /**
   * Has a cluster assessed, unless an orchestration of this id runs.
   *
   * @return whether it was started now
   */
  boolean assess(String instance, ArmId cluster);

  /**
   * Has a cluster's intents carried out, unless an orchestration of this id runs.
   *
   * @return whether it was started now
   */
  boolean remediate(String instance, ArmId cluster);

  /**
   * Starts a run over the fleet, unless it runs.
   *
   * @param kind audit, images or review
   * @param run the run's id
   * @return whether it was started now
   */
  boolean run(String kind, String run);

  /** Whether it runs or is about to; false where there is none of this id. */
  boolean isRunning(String instance);
}
