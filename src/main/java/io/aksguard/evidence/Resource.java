package io.aksguard.evidence;

import io.aksguard.cluster.ArmId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One ARM resource as it was read. Equal is what bears the same id: a body may hold a {@link Gap},
 * which refuses to be compared, and may be large.
 *
 * @param type in lower case, {@code microsoft.containerservice/managedclusters}
 * @param body in ARM's shape: what is not of the envelope lies in {@code properties}
 * @param observedAt null where nobody observed it, as in a template
 * @param source who told it
 */
public record Resource(
    ArmId id, String type, JsonObject body, @Nullable Instant observedAt, Source source) {
  public static final String CLUSTER = "microsoft.containerservice/managedclusters";
  public static final String POOL = CLUSTER + "/agentpools";

  public Resource {
    type = type.toLowerCase(Locale.ROOT);
  }

  /** A resource from a file. */
  public Resource(ArmId id, String type, JsonObject body, @Nullable Instant observedAt) {
    this(id, type, body, observedAt, Source.FILE);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Resource resource && id.equals(resource.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  public boolean isCluster() {
    return type.equals(CLUSTER);
  }
}
