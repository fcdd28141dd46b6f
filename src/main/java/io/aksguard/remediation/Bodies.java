package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Plain;
import io.aksguard.evidence.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Bodies of resources, as evidence holds them. */
final class Bodies {
  private static final List<String> OUTSIDE = List.of("id", "name");

  /** Members that the join has added (src/docs/evidence.md marks them); ARM knows none of them. */
  static final Set<String> JOINED =
      Set.of(
          "assignments",
          "diagnostics",
          "holder",
          "keys",
          "nsg",
          "pool",
          "replications",
          "repositories",
          "role",
          "roles",
          "secrets",
          "tables",
          "tokens",
          "vault",
          "wafPolicy",
          "workspace");

  private final Evidence evidence;

  Bodies(Evidence evidence) {
    this.evidence = evidence;
  }

  /**
   * The resource's body as ARM's GET answers it, which the caller may change; empty where the
   * evidence has no such resource.
   *
   * @throws io.aksguard.evidence.GapException where a part of it could not be read
   */
  Optional<Map<String, Object>> of(ArmId resource) {
    String type = resource.type().orElse("");
    if (type.equals(Resource.POOL)) {
      return pool(resource.name());
    }
    if (type.equals(Resource.CLUSTER)) {
      return evidence.value("cluster") instanceof JsonObject cluster
          ? Optional.of(plain(cluster))
          : Optional.empty();
    }
    return new TreeSet<>(evidence.sections().keySet())
        .stream()
            .map(section -> find(resource, evidence.value(section)))
            .flatMap(Optional::stream)
            .findFirst()
            .map(Bodies::unjoined)
            .map(Bodies::plain);
  }

  private static JsonObject unjoined(JsonObject resource) {
    JsonObject.Builder body = new JsonObject.Builder(0);
    resource.entries().stream()
        .filter(member -> !JOINED.contains(member.getKey()))
        .forEach(member -> body.put(member.getKey(), member.getValue()));
    return body.build();
  }

  /** Evidence shows pools flat, as the cluster's body does. */
  private Optional<Map<String, Object>> pool(String name) {
    if (!(evidence.value("pools") instanceof JsonArray pools)) {
      return Optional.empty();
    }
    return pools.objects().stream()
        .filter(pool -> pool.string("name").filter(name::equalsIgnoreCase).isPresent())
        .findFirst()
        .map(Bodies::nested);
  }

  private static Map<String, Object> nested(JsonObject pool) {
    Map<String, Object> body = new LinkedHashMap<>();
    Map<String, Object> properties = plain(pool);
    for (String key : OUTSIDE) {
      Object value = properties.remove(key);
      if (value != null) {
        body.put(key, value);
      }
    }
    // A pool's own type is a property; the type of a resource has a slash.
    if (properties.get("type") instanceof String type && type.contains("/")) {
      body.put("type", Objects.requireNonNull(properties.remove("type")));
    }
    body.put("properties", properties);
    return body;
  }

  /** The first with this id, wherever it is nested: security groups stand below their subnets. */
  private static Optional<JsonObject> find(ArmId resource, @Nullable Object value) {
    if (value instanceof JsonObject object) {
      if (object.string("id").flatMap(ArmId::parse).filter(resource::equals).isPresent()
          && object.raw("properties") != null) {
        return Optional.of(object);
      }
      return object.entries().stream()
          .map(entry -> find(resource, entry.getValue()))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (value instanceof JsonArray array) {
      return array.known().stream()
          .map(element -> find(resource, element))
          .flatMap(Optional::stream)
          .findFirst();
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> plain(JsonObject object) {
    return (Map<String, Object>) Objects.requireNonNull(Plain.of(object));
  }
}
