package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.history.Run;
import io.aksguard.inbox.Orchestrations;

/** T. */
public final class Closing {
  void after(Run run, Orchestrations orchestrations) {}

  void announcePatches(ArmId cluster, Evidence evidence) {}

  void announceReview(Run run, Review.Figures figures) {}
}
