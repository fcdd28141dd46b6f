package io.aksguard.remediation.window;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The maintenance windows of one cluster. */
public final class Windows {
  /** AKS upgrades Kubernetes in it. */
  public static final String UPGRADES = "aksManagedAutoUpgradeSchedule";

  /** AKS brings new node images in it. */
  public static final String NODE_IMAGES = "aksManagedNodeOSUpgradeSchedule";

  private final Object maintenance;

  /**
   * @param maintenance the evidence section of that name
   */
  public Windows(Object maintenance) {
    this.maintenance = maintenance;
  }

  /**
   * The next time in which the cluster may be disrupted for so long.
   *
   * @param name {@link #UPGRADES} or {@link #NODE_IMAGES}; where the cluster has only the other
   *     one, that counts
   * @param from the opening may have begun before
   * @return empty where there is none within three years
   * @throws WindowException where it cannot be told, or the cluster has no window
   */
  public Optional<Opening> next(String name, Instant from, Duration needed) {
    return schedule(name).next(from, needed);
  }

  private Schedule schedule(String name) {
    if (maintenance instanceof Gap gap) {
      throw new WindowException("maintenance windows could not be read: " + gap.reason());
    }
    if (!(maintenance instanceof JsonArray all)) {
      throw new WindowException("maintenance windows could not be read");
    }
    String other = name.equals(UPGRADES) ? NODE_IMAGES : UPGRADES;
    JsonObject window = window(all, name);
    if (window == null && all.rest().isPresent()) {
      throw new WindowException(
          "maintenance windows could not be read: " + all.rest().get().reason());
    }
    JsonObject found = window == null ? window(all, other) : window;
    if (found == null) {
      throw new WindowException("the cluster has no maintenance window");
    }
    return ScheduleReader.read(found);
  }

  private static @Nullable JsonObject window(JsonArray all, String name) {
    List<JsonObject> found =
        all.objects().stream()
            .filter(each -> each.string("id").filter(id -> isNamed(id, name)).isPresent())
            .toList();
    if (found.isEmpty()) {
      return null;
    }
    return found
        .get(0)
        .object("properties")
        .flatMap(properties -> properties.object("maintenanceWindow"))
        .orElseThrow(
            () -> new WindowException(name + " has no maintenanceWindow that can be read"));
  }

  private static boolean isNamed(String id, String name) {
    return ArmId.parse(id).map(ArmId::name).filter(name::equalsIgnoreCase).isPresent();
  }
}
