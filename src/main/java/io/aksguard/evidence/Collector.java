package io.aksguard.evidence;

import io.aksguard.cluster.ArmId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Port: reads evidence. What it cannot read is a {@link Gap} in what it gives, not an exception.
 */
public interface Collector {
  /** The evidence of one cluster, or empty where there is no such cluster. */
  Optional<Evidence> cluster(ArmId id);

  /** The evidence of every cluster, one after the other. */
  void fleet(Consumer<Evidence> sink);
}
