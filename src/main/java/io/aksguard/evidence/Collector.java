package io.aksguard.evidence;

import io.aksguard.cluster.ArmId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Port: reads evidence. What it cannot read of a cluster is a {@link Gap} in what it gives, not an
 * exception.
 */
public interface Collector {
  /** The sections that it can read; what needs others need not be asked of its evidence. */
  default Set<String> sections() {
    return Evidence.OF_AZURE;
  }

  /**
   * The evidence of one cluster, or empty where there is no such cluster.
   *
   * @throws IllegalStateException when it was not found and cannot be told absent either
   */
  Optional<Evidence> cluster(ArmId id);

  /**
   * The evidence of every cluster, one after the other.
   *
   * @return what could not be read, where other clusters may be
   */
  List<Unread> fleet(Consumer<Evidence> sink);
}
