package io.aksguard.remediation.trial;

import static java.util.Objects.requireNonNull;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.CaseFile.Given;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Plain;
import io.aksguard.evidence.Resource;
import io.aksguard.remediation.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of a case, as Azure would have them after requests: AKS lays what it is sent over what
 * it has, others replace it.
 */
final class Azure {
  /** Of a resource that is replaced: what no body need say. */
  private static final Set<String> ENVELOPE =
      Set.of("id", "name", "type", "etag", "systemData", "identity");

  private static final String STATE = "provisioningState";

  private final Map<ArmId, Map<String, Object>> resources = new LinkedHashMap<>();
  private final Map<String, Object> cluster;
  private final ArmId clusterId;
  private final PrivateLinks links = new PrivateLinks(resources);

  /** What runs in the cluster; no remedy of Azure changes it. */
  private final @Nullable List<JsonObject> kubernetes;

  Azure(Given given) {
    this.cluster = plain(given.cluster());
    this.clusterId = id(cluster);
    this.kubernetes = given.kubernetes();
    for (JsonObject body : given.resources()) {
      Map<String, Object> resource = plain(body);
      resource.putIfAbsent("name", id(resource).name());
      resources.put(id(resource), resource);
    }
  }

  /** What there is now. */
  Given given() {
    return new Given(
        (JsonObject) JsonValue.of(cluster),
        resources.values().stream().map(JsonValue::of).map(JsonObject.class::cast).toList(),
        kubernetes);
  }

  /** As a GET answers it. */
  Optional<Map<String, Object>> get(ArmId id) {
    if (id.equals(clusterId)) {
      return Optional.of(plain(cluster));
    }
    if (resources.containsKey(id)) {
      return Optional.of(plain(requireNonNull(resources.get(id))));
    }
    return pool(id).map(pool -> plain(Map.of("name", id.name(), "properties", pool)));
  }

  /** Does what a request asks for; a refusal asks for nothing. */
  void send(ArmId id, Request request) {
    if (request instanceof Request.Put put) {
      put(id, put.body());
    } else if (request instanceof Request.Delete) {
      resources.remove(id);
      links.removed(id);
    }
  }

  private void put(ArmId id, Map<String, Object> body) {
    Optional<Map<String, Object>> pool = pool(id);
    if (id.equals(clusterId)) {
      Map<String, Object> before = plain(cluster);
      lay(cluster, body);
      upgradePlane(before);
    } else if (pool.isPresent() && !resources.containsKey(id)) {
      Map<String, Object> before = plain(pool.get());
      lay(pool.get(), object(body.get("properties")));
      upgrade(before, pool.get());
    } else {
      replace(id, plain(body));
    }
  }

  private void replace(ArmId id, Map<String, Object> after) {
    Map<String, Object> before = resources.getOrDefault(id, Map.of());
    before.forEach(
        (name, member) -> {
          if (ENVELOPE.contains(name)) {
            after.put(name, member);
          }
        });
    after.putIfAbsent("id", id.value());
    after.putIfAbsent("name", id.name());
    if (before.get("properties") instanceof Map<?, ?> old
        && old.get(STATE) instanceof String state
        && after.get("properties") instanceof Map<?, ?> properties) {
      object(properties).put(STATE, state);
    }
    resources.put(id, after);
    links.made(id, after);
  }

  /** In the cluster's own body a pool stands flat. */
  private Optional<Map<String, Object>> pool(ArmId id) {
    return id.type().equals(Optional.of(Resource.POOL))
            && cluster.get("properties") instanceof Map<?, ?> properties
        ? named(properties.get("agentPoolProfiles"), id.name())
        : Optional.empty();
  }

  private static Optional<Map<String, Object>> named(@Nullable Object pools, String name) {
    return pools instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .map(Azure::object)
            .filter(pool -> name.equalsIgnoreCase(String.valueOf(pool.get("name"))))
            .findFirst()
        : Optional.empty();
  }

  private static void lay(Map<String, Object> base, Map<String, Object> body) {
    body.forEach(
        (key, value) -> {
          String name =
              base.keySet().stream().filter(key::equalsIgnoreCase).findFirst().orElse(key);
          Object mine = base.get(name);
          if (value == null) {
            return;
          }
          if (name.equals("agentPoolProfiles") && value instanceof List<?> pools) {
            pools.stream()
                .filter(Map.class::isInstance)
                .map(Azure::object)
                .forEach(
                    pool ->
                        named(mine, String.valueOf(pool.get("name")))
                            .ifPresent(its -> lay(its, pool)));
          } else if (value instanceof Map<?, ?> && mine instanceof Map<?, ?> && !isWhole(name)) {
            lay(object(mine), object(value));
          } else {
            base.put(name, requireNonNull(Plain.of(value)));
          }
        });
  }

  private static boolean isWhole(String name) {
    return name.equals("tags") || name.equals("nodeLabels");
  }

  /** The control plane runs the version that was asked for. */
  private void upgradePlane(Map<String, Object> before) {
    if (before.get("properties") instanceof Map<?, ?> old
        && cluster.get("properties") instanceof Map<?, ?> now
        && now.get("kubernetesVersion") instanceof String version
        && !version.equals(old.get("kubernetesVersion"))) {
      object(now).put("currentKubernetesVersion", version);
    }
  }

  /** What AKS does by itself where another version or system is asked for. */
  private static void upgrade(Map<String, Object> before, Map<String, Object> pool) {
    if (!Optional.ofNullable(pool.get("orchestratorVersion"))
        .equals(Optional.ofNullable(before.get("orchestratorVersion")))) {
      pool.put("currentOrchestratorVersion", requireNonNull(pool.get("orchestratorVersion")));
    }
    if (!Optional.ofNullable(pool.get("osSKU")).equals(Optional.ofNullable(before.get("osSKU")))) {
      pool.remove("nodeImageVersion");
    }
  }

  private static ArmId id(Map<String, Object> body) {
    return ArmId.parse(String.valueOf(body.get("id"))).orElse(new ArmId("/missing-id"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) requireNonNull(value);
  }

  private static Map<String, Object> plain(Object value) {
    return object(Plain.of(value));
  }
}
