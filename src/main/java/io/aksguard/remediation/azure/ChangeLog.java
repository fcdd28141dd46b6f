package io.aksguard.remediation.azure;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import java.util.Collection;

/** Tells which members of resources were changed, when and by whom. */
public interface ChangeLog {
  /**
   * The changes of these resources as rows of {@code resourcechanges}: those of the last 14 days
   * but for the last minutes, with a gap where there may be more.
   */
  JsonArray changes(Collection<ArmId> resources);
}
