package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes of managed clusters: what AKS fills in, and operations that take their time. */
final class Clusters {
  static final String TYPE = "microsoft.containerservice/managedclusters";

  private final State state;
  private final Writer writer;
  private final Operations operations;
  private final Releases releases;
  private final Chance chance;
  private final Progress progress;

  Clusters(
      State state,
      Writer writer,
      Operations operations,
      Releases releases,
      Chance chance,
      Progress progress) {
    this.state = state;
    this.writer = writer;
    this.operations = operations;
    this.releases = releases;
    this.chance = chance;
    this.progress = progress;
  }

  /** What a body is that nobody has written through ARM. */
  ObjectNode settled(ObjectNode given, String id) {
    ObjectNode body = given.deepCopy();
    fill(body, id);
    ObjectNode properties = Json.under(body, "properties");
    absent(properties, "provisioningState", "Succeeded");
    JsonNode current = given.at("/properties/currentKubernetesVersion");
    if (current.isTextual()) {
      properties.set("currentKubernetesVersion", current);
    }
    newEtags(body);
    return body;
  }

  /** The cluster with a pool that nobody has written through ARM. */
  ObjectNode withPool(ObjectNode cluster, String name, ObjectNode given) {
    ObjectNode body = cluster.deepCopy();
    ObjectNode mine = Pools.named(body, name);
    ObjectNode pool = mine == null ? Pools.of(body).addObject().put("name", name) : mine;
    pool.setAll(given.deepCopy());
    fillPool(pool, body.at("/properties/currentKubernetesVersion").asText());
    pool.put("eTag", chance.guid());
    return body;
  }

  Operations.Operation put(String id, ObjectNode body, Conditions conditions, Write write) {
    ObjectNode before = state.get(id).orElse(null);
    conditions.checkPut(before == null ? "" : before.path("eTag").asText());
    refuseWhileBusy(id);
    ObjectNode after = before == null ? Json.object() : before.deepCopy();
    Merge.into(after, body);
    Leftovers.drop(after, body);
    if (before != null) {
      after.set("name", before.get("name"));
      refuseWhatLasts(before, after);
      Releases.checkUpgrade(
          before.at("/properties/currentKubernetesVersion").asText(),
          after.at("/properties/kubernetesVersion").asText());
    }
    fill(after, before == null ? id : before.path("id").asText());
    newEtags(after);
    String meanwhile = before == null ? "Creating" : "Updating";
    return progress.run(id, after, meanwhile, write, Clusters::heal);
  }

  private static void refuseWhatLasts(ObjectNode before, ObjectNode after) {
    Lasting.check(TYPE, before.path("properties"), after.path("properties"));
    for (ObjectNode pool : Json.objects(after.at("/properties/agentPoolProfiles"))) {
      ObjectNode mine = Pools.named(before, pool.path("name").asText());
      if (mine != null) {
        Lasting.check(AgentPools.TYPE, mine, pool);
      }
    }
  }

  Operations.Operation patch(String id, ObjectNode body, Conditions conditions, Write write) {
    ObjectNode after = existing(id).deepCopy();
    conditions.checkExisting(after.path("eTag").asText());
    refuseWhileBusy(id);
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("tags")) {
                throw new RefusedException(
                    400, "BadRequest", "A cluster's PATCH takes tags only, not '" + name + "'.");
              }
            });
    after.set("tags", body.path("tags").deepCopy());
    newEtags(after);
    return progress.run(id, after, "Updating", write, done -> {});
  }

  Operations.Operation delete(String id, Conditions conditions, Write write) {
    ObjectNode after = existing(id).deepCopy();
    conditions.checkExisting(after.path("eTag").asText());
    refuseWhileBusy(id);
    Json.under(after, "properties").put("provisioningState", "Deleting");
    state.put(id, after);
    return operations.start(id, progress.end(), outcome -> endDelete(id, outcome, write));
  }

  /** An action that works on the cluster for a while. */
  Operations.Operation act(String id, String verb, Write write) {
    ObjectNode after = existing(id).deepCopy();
    refuseWhileBusy(id);
    return progress.run(
        id,
        after,
        verb.equals("start") ? "Starting" : verb.equals("stop") ? "Stopping" : "Updating",
        write,
        done -> {
          if (verb.equals("start") || verb.equals("stop")) {
            ObjectNode power = Json.under(Json.under(done, "properties"), "powerState");
            power.put("code", verb.equals("start") ? "Running" : "Stopped");
          }
        });
  }

  private void endDelete(String id, String outcome, Write write) {
    if (outcome.equals("Succeeded")) {
      writer.remove(id, write);
      return;
    }
    ObjectNode left = existing(id).deepCopy();
    Json.under(left, "properties").put("provisioningState", outcome);
    state.put(id, left);
    writer.told(id, write, outcome);
  }

  /**
   * What AKS shows of a cluster that does not work, until a write of it succeeds.
   *
   * @param pool the name of the pool that it comes from; empty for all
   */
  void sicken(String id, String pool) {
    ObjectNode body = existing(id).deepCopy();
    Json.under(body, "properties").put("provisioningState", "Failed");
    for (ObjectNode each : Json.objects(body.at("/properties/agentPoolProfiles"))) {
      if (pool.isEmpty() || each.path("name").asText().equalsIgnoreCase(pool)) {
        each.put("provisioningState", "Failed");
      }
    }
    state.put(id, body);
  }

  /** A write of the whole brings its pools back, too. */
  private static void heal(ObjectNode cluster) {
    for (ObjectNode pool : Json.objects(cluster.at("/properties/agentPoolProfiles"))) {
      if (pool.path("provisioningState").asText().equals("Failed")) {
        pool.put("provisioningState", "Succeeded");
      }
    }
  }

  ObjectNode existing(String id) {
    return state
        .get(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    404, "ResourceNotFound", "The Resource '" + id + "' was not found."));
  }

  /** Also while a pool is being changed. */
  void refuseWhileBusy(String id) {
    operations
        .onOrBelow(id)
        .ifPresent(
            running -> {
              throw new RefusedException(
                  409,
                  "OperationNotAllowed",
                  "Operation is not allowed: another operation ("
                      + running.id()
                      + ") is in progress.");
            });
  }

  void newEtags(ObjectNode cluster) {
    cluster.put("eTag", chance.guid());
    for (JsonNode pool : Pools.of(cluster)) {
      ((ObjectNode) pool).put("eTag", chance.guid());
    }
  }

  private void fill(ObjectNode cluster, String id) {
    Target target = Target.parse(id).orElseThrow();
    cluster.put("id", id).put("name", target.name());
    cluster.put("type", "Microsoft.ContainerService/ManagedClusters");
    ObjectNode properties = Json.under(cluster, "properties");
    absent(properties, "kubernetesVersion", "1.36");
    properties.put(
        "currentKubernetesVersion", Releases.patch(properties.path("kubernetesVersion").asText()));
    if (!properties.has("powerState")) {
      properties.putObject("powerState").put("code", "Running");
    }
    if (!properties.has("enableRBAC")) {
      properties.put("enableRBAC", true);
    }
    absent(properties, "dnsPrefix", target.name());
    String group = target.scope().substring(target.scope().lastIndexOf('/') + 1);
    String location = cluster.path("location").asText("westeurope");
    absent(properties, "nodeResourceGroup", "MC_" + group + "_" + target.name() + "_" + location);
    for (JsonNode pool : Pools.of(cluster)) {
      fillPool((ObjectNode) pool, properties.path("currentKubernetesVersion").asText());
    }
  }

  void fillPool(ObjectNode pool, String version) {
    absent(pool, "osType", "Linux");
    absent(pool, "osSKU", "Ubuntu");
    absent(pool, "mode", "User");
    absent(pool, "type", "VirtualMachineScaleSets");
    absent(pool, "orchestratorVersion", version);
    absent(pool, "currentOrchestratorVersion", version);
    absent(pool, "nodeImageVersion", releases.latestImage(pool));
    absent(pool, "provisioningState", "Succeeded");
    if (!pool.has("powerState")) {
      pool.putObject("powerState").put("code", "Running");
    }
  }

  private static void absent(ObjectNode object, String name, String value) {
    if (!object.has(name)) {
      object.put(name, value);
    }
  }
}
