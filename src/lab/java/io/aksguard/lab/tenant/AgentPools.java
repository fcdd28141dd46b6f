package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes of agent pools, which live in their cluster's body. */
final class AgentPools {
  static final String TYPE = Clusters.TYPE + "/agentpools";
  static final String UPGRADE =
      "Microsoft.ContainerService/managedClusters/agentPools/upgradeNodeImageVersion";

  private final State state;
  private final Writer writer;
  private final Events events;
  private final Operations operations;
  private final Releases releases;
  private final Clusters clusters;
  private final Chance chance;
  private final Progress progress;

  AgentPools(
      State state,
      Writer writer,
      Events events,
      Operations operations,
      Releases releases,
      Clusters clusters,
      Chance chance,
      Progress progress) {
    this.state = state;
    this.writer = writer;
    this.events = events;
    this.operations = operations;
    this.releases = releases;
    this.clusters = clusters;
    this.chance = chance;
    this.progress = progress;
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
    ObjectNode before = mine == null ? Json.object() : mine.deepCopy();
    ObjectNode pool = mine == null ? Pools.of(cluster).addObject() : mine;
    pool.put("name", target.name());
    if (body.get("properties") instanceof ObjectNode properties) {
      Merge.into(pool, properties);
    }
    Lasting.check(TYPE, before, pool);
    clusters.fillPool(pool, cluster.at("/properties/currentKubernetesVersion").asText());
    pool.put("provisioningState", mine == null ? "Creating" : "Updating");
    return run(target, cluster, pool, write, done -> upgraded(before, done));
  }

  /** A version or an operating system that was asked for is there when the nodes are replaced. */
  private void upgraded(ObjectNode before, ObjectNode pool) {
    boolean isVersion = !before.path("orchestratorVersion").equals(pool.get("orchestratorVersion"));
    if (isVersion) {
      String version = pool.path("orchestratorVersion").asText();
      pool.put("currentOrchestratorVersion", Releases.patch(version));
    }
    if (isVersion || !before.path("osSKU").equals(pool.get("osSKU"))) {
      pool.put("nodeImageVersion", releases.latestImage(pool));
    }
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
    Instant end = progress.end();
    return operations.start(
        target.id(),
        end,
        outcome -> {
          ObjectNode left = clusters.existing(cluster(target)).deepCopy();
          if (outcome.equals("Succeeded")) {
            Pools.remove(left, target.name());
            writer.put(cluster(target), left, target.id(), write);
          } else {
            end(target, left, outcome, end, write);
          }
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
    rolling(target, "NodePoolRollingStarted");
    Operations.Operation operation =
        run(
            target,
            cluster,
            pool,
            write,
            done -> done.put("nodeImageVersion", releases.latestImage(done)));
    operations.afterwards(target.id(), outcome -> rolling(target, "NodePoolRolling" + outcome));
    return operation;
  }

  /**
   * @param last what the end does to the pool, where it is Succeeded
   */
  private Operations.Operation run(
      Target target, ObjectNode cluster, ObjectNode pool, Write write, Consumer<ObjectNode> last) {
    pool.put("eTag", chance.guid());
    writer.accepted(cluster(target), cluster, target.id(), write);
    Instant end = progress.end();
    return operations.start(
        target.id(),
        end,
        outcome -> {
          ObjectNode done = clusters.existing(cluster(target)).deepCopy();
          @Nullable ObjectNode mine = Pools.named(done, target.name());
          if (mine != null && outcome.equals("Succeeded")) {
            last.accept(mine);
          }
          end(target, done, outcome, end, write);
        });
  }

  private void end(Target target, ObjectNode cluster, String outcome, Instant at, Write write) {
    @Nullable ObjectNode pool = Pools.named(cluster, target.name());
    if (pool != null) {
      pool.put("provisioningState", outcome);
      heal(cluster);
      state.put(cluster(target), cluster, progress.ended(at));
      writer.told(target.id(), write, outcome);
    }
  }

  /** A cluster that failed with its pools works again with the last of them. */
  private static void heal(ObjectNode cluster) {
    ObjectNode properties = Json.under(cluster, "properties");
    boolean isWell =
        Json.objects(Pools.of(cluster)).stream()
            .noneMatch(each -> each.path("provisioningState").asText().equals("Failed"));
    if (isWell && properties.path("provisioningState").asText().equals("Failed")) {
      properties.put("provisioningState", "Succeeded");
    }
  }

  /** The event of the cluster's own topic, which has none of what was canceled. */
  private void rolling(Target target, String type) {
    if (type.endsWith("Canceled")) {
      return;
    }
    events.cluster(type, cluster(target), Json.object().put("nodePoolName", target.name()));
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
