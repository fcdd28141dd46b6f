package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Remedy;
import io.aksguard.control.Wanted;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.remediation.window.Opening;
import io.aksguard.remediation.window.WindowException;
import io.aksguard.remediation.window.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds what replaces nodes until a maintenance window of the cluster has room for it, and for all
 * that was let through before: AKS takes one change after the other. A cluster without a window, or
 * whose windows or nodes are not known, is not disrupted.
 */
final class WindowGuard {
  private final Windows windows;
  private final Object pools;
  private final Instant at;
  private final Duration perNode;

  /** What fixes that were let through take, one after the other. */
  private Duration taken = Duration.ZERO;

  /**
   * @param perNode how long the replacement of one node takes
   */
  WindowGuard(Evidence evidence, Instant at, Duration perNode) {
    this.windows = new Windows(evidence.value("maintenance"));
    this.pools = evidence.value("pools");
    this.at = at;
    this.perNode = perNode;
  }

  /** Why the fix has to wait; else the time it takes is reckoned with from then on. */
  Optional<Hold> hold(Remedy remedy, List<Wanted> steps) {
    if (!remedy.impact().equals("reimages-nodes") && !remedy.also().contains("reimages-nodes")) {
      return Optional.empty();
    }
    boolean isImage =
        steps.stream().anyMatch(step -> step.call().equals("upgradeNodeImageVersion"));
    try {
      Duration needed = taken.plus(needed(steps));
      Optional<Opening> next =
          windows.next(isImage ? Windows.NODE_IMAGES : Windows.UPGRADES, at, needed);
      if (next.isEmpty()) {
        return held(
            "no maintenance window has room for the %d minutes that it takes"
                .formatted(needed.toMinutes()));
      }
      if (!next.get().holds(at, needed)) {
        return held(
            "outside the maintenance window, which opens %s and has room for the %d minutes that it takes"
                .formatted(next.get().from(), needed.toMinutes()));
      }
      taken = needed;
      return Optional.empty();
    } catch (WindowException e) {
      return held(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Hold> held(String reason) {
    return Optional.of(new Hold("window", reason));
  }

  /**
   * A change of the cluster reimages its pools side by side; a pool's nodes go in as many turns as
   * its surge allows.
   */
  private Duration needed(List<Wanted> steps) {
    if (!(pools instanceof JsonArray all) || all.rest().isPresent()) {
      throw new WindowException("how long it takes is not known: not all node pools could be read");
    }
    boolean isOfPools = steps.stream().map(Wanted::resource).allMatch(WindowGuard::isPool);
    Duration longest = Duration.ZERO;
    for (JsonObject pool : all.objects()) {
      if (!isOfPools || steps.stream().anyMatch(step -> isNamed(pool, step.resource().name()))) {
        Duration needed = needed(pool);
        longest = needed.compareTo(longest) > 0 ? needed : longest;
      }
    }
    return longest;
  }

  private static boolean isPool(ArmId resource) {
    return resource.type().equals(Optional.of(Resource.POOL));
  }

  private static boolean isNamed(JsonObject pool, String name) {
    return pool.string("name").filter(name::equalsIgnoreCase).isPresent();
  }

  /** Where the surge is not told, one node at a time. */
  private Duration needed(JsonObject pool) {
    if (!(pool.raw("count") instanceof Long count)) {
      throw new WindowException(
          "how long it takes is not known: a node pool was read without its count");
    }
    Optional<JsonObject> settings = pool.object("upgradeSettings");
    String surge = settings.map(s -> s.raw("maxSurge")).map(String::valueOf).orElse("1");
    long atOnce = 1;
    if (surge.matches("\\d{1,3}%")) {
      atOnce = count * Long.parseLong(surge.replace("%", "")) / 100;
    } else if (surge.matches("\\d{1,4}")) {
      atOnce = Long.parseLong(surge);
    }
    long least = Math.max(1, atOnce);
    long turns = Math.max(1, (count + least - 1) / least);
    Duration soak =
        settings.map(s -> s.raw("nodeSoakDurationInMinutes")).orElse(0L) instanceof Long minutes
            ? Duration.ofMinutes(minutes)
            : Duration.ZERO;
    return perNode.plus(soak).multipliedBy(turns);
  }
}
