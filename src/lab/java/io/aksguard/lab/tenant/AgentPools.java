package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes of agent pools, which live in their cluster's body. */
final class AgentPools {
  static final String TYPE = Clusters.TYPE + "/agentpools";

  private final State state;
  private final Writer writer;
  private final Operations operations;
  private final Releases releases;
  private final Clusters clusters;
  private final Chance chance;
  private final Clock clock;
  private final Duration length;

  AgentPools(
      State state,
      Writer writer,
      Operations operations,
      Releases releases,
      Clusters clusters,
      Chance chance,
      Clock clock,
      Duration length) {
    this.state = state;
    this.writer = writer;
    this.operations = operations;
    this.releases = releases;
    this.clusters = clusters;
    this.chance = chance;
    this.clock = clock;
    this.length = length;
  }

  Optional<ObjectNode> get(Target target) {
    return state
        .get(cluster(target))
        .map(cluster -> Pools.named(cluster, target.name()))
        .map(pool -> Pools.child(target.id(), pool));
  }

  Operations.Operation put(Target target, ObjectNode body, Conditions conditions, Write write) {
    ObjectNode cluster = clusters.existing(cluster(target)).deepCopy();
    ObjectNode mine = Pools.named(cluster, target.name());
    conditions.checkPut(mine == null ? "" : mine.path("eTag").asText());
    refuseWhileBusy(target);
    ObjectNode pool = mine == null ? Pools.of(cluster).addObject() : mine;
    pool.put("name", target.name());
    if (body.get("properties") instanceof ObjectNode properties) {
      Merge.into(pool, properties);
    }
    clusters.fillPool(pool, cluster.at("/properties/currentKubernetesVersion").asText());
    pool.put("provisioningState", mine == null ? "Creating" : "Updating");
    return run(target, cluster, pool, write, false);
  }

  Operations.Operation delete(Target target, Conditions conditions, Write write) {
    ObjectNode cluster = clusters.existing(cluster(target)).deepCopy();
    ObjectNode pool = Pools.named(cluster, target.name());
    if (pool == null) {
      throw new RefusedException(404, "NotFound", "The agent pool was not found.");
    }
    conditions.checkExisting(pool.path("eTag").asText());
    refuseWhileBusy(target);
    if (Pools.of(cluster).size() == 1) {
      throw new RefusedException(
          400, "OperationNotAllowed", "The last system pool cannot be deleted.");
    }
    pool.put("provisioningState", "Deleting");
    state.put(cluster(target), cluster);
    Instant end = clock.instant().plus(length);
    return operations.start(
        target.id(),
        end,
        () -> {
          ObjectNode left = clusters.existing(cluster(target)).deepCopy();
          Pools.remove(left, target.name());
          writer.put(cluster(target), left, target.id(), write);
        });
  }

  /** To the newest node image. */
  Operations.Operation upgradeImage(Target target, Write write) {
    ObjectNode cluster = clusters.existing(cluster(target)).deepCopy();
    ObjectNode pool = Pools.named(cluster, target.name());
    if (pool == null) {
      throw new RefusedException(404, "NotFound", "The agent pool was not found.");
    }
    refuseWhileBusy(target);
    pool.put("provisioningState", "UpgradingNodeImageVersion");
    return run(target, cluster, pool, write, true);
  }

  private Operations.Operation run(
      Target target, ObjectNode cluster, ObjectNode pool, Write write, boolean image) {
    pool.put("eTag", chance.guid());
    writer.put(cluster(target), cluster, target.id(), write);
    Instant end = clock.instant().plus(length);
    return operations.start(
        target.id(),
        end,
        () -> {
          ObjectNode done = clusters.existing(cluster(target)).deepCopy();
          @Nullable ObjectNode mine = Pools.named(done, target.name());
          if (mine != null) {
            mine.put("provisioningState", "Succeeded");
            if (image) {
              mine.put("nodeImageVersion", releases.latestImage(mine));
            }
            state.put(cluster(target), done, end);
            writer.tell(target.id(), write);
          }
        });
  }

  /** While the cluster or this pool is being changed; other pools may be. */
  private void refuseWhileBusy(Target target) {
    if (operations.on(cluster(target)).isPresent() || operations.on(target.id()).isPresent()) {
      throw new RefusedException(
          409,
          "OperationNotAllowed",
          "Operation is not allowed: another operation is in progress.");
    }
  }

  private static String cluster(Target pool) {
    return pool.parent().orElseThrow().id();
  }
}
