package io.aksguard.evidence;

import io.aksguard.cluster.ArmId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One ARM resource as it was read.
 *
 * @param type in lower case, {@code microsoft.containerservice/managedclusters}
 * @param body in ARM's shape: what is not of the envelope lies in {@code properties}
 * @param observedAt null where nobody observed it, as in a template
 */
public record Resource(ArmId id, String type, JsonObject body, @Nullable Instant observedAt) {
  public static final String CLUSTER = "microsoft.containerservice/managedclusters";
  public static final String POOL = CLUSTER + "/agentpools";

  public Resource {
    type = type.toLowerCase(Locale.ROOT);
  }

  public boolean isCluster() {
    return type.equals(CLUSTER);
  }
}
