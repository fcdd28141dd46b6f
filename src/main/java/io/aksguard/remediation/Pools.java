package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.MemberPath;
import io.aksguard.evidence.Resource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What AKS refuses in one write of a node pool: to upgrade and to scale it (AKS documentation,
 * Upgrade a cluster: both at once is not supported).
 */
final class Pools {
  private static final Set<String> UPGRADES =
      Set.of("properties.orchestratorversion", "properties.ossku");
  private static final Set<String> SCALES =
      Set.of(
          "properties.count",
          "properties.mincount",
          "properties.maxcount",
          "properties.enableautoscaling");

  private Pools() {}

  /**
   * @param claimed members that are changed in the same write, with their control
   * @param control that wants one more
   */
  static Optional<Hold> conflict(
      ArmId resource, Map<MemberPath, String> claimed, String control, MemberPath wanted) {
    if (!isPool(resource)) {
      return Optional.empty();
    }
    for (Map.Entry<MemberPath, String> other : claimed.entrySet()) {
      boolean isBoth =
          (isIn(UPGRADES, other.getKey()) && isIn(SCALES, wanted))
              || (isIn(SCALES, other.getKey()) && isIn(UPGRADES, wanted));
      if (isBoth) {
        return held("AKS does not upgrade and scale a pool at once", other.getValue());
      }
      boolean isTwice =
          isIn(SCALES, other.getKey()) && isIn(SCALES, wanted) && !other.getValue().equals(control);
      if (isTwice) {
        return held("counts of a pool depend on each other", other.getValue());
      }
    }
    return Optional.empty();
  }

  /** An upgrade brings a new image: to ask for one beside it replaces each node twice. */
  static Optional<Hold> imageBesideUpgrade(ArmId resource, Map<MemberPath, String> claimed) {
    return claimed.entrySet().stream()
        .filter(each -> isPool(resource) && isIn(UPGRADES, each.getKey()))
        .findFirst()
        .flatMap(each -> held("an upgrade of the pool brings a new image, too", each.getValue()));
  }

  static boolean isUpgrade(ArmId resource, MemberPath path) {
    return isPool(resource) && isIn(UPGRADES, path);
  }

  private static boolean isPool(ArmId resource) {
    return resource.type().equals(Optional.of(Resource.POOL));
  }

  private static Optional<Hold> held(String why, String by) {
    return Optional.of(new Hold("conflict", why + ", and " + by + " is graver or comes first"));
  }

  private static boolean isIn(Set<String> members, MemberPath path) {
    return members.contains(path.toString().toLowerCase(Locale.ROOT));
  }
}
