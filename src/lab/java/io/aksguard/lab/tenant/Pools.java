package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Agent pools, which are children in ARM and members of their cluster's body at once. */
final class Pools {
  private static final String LIST = "agentPoolProfiles";

  private Pools() {}

  static ArrayNode of(ObjectNode cluster) {
    return Json.under(cluster, "properties").withArray(LIST);
  }

  static @Nullable ObjectNode named(ObjectNode cluster, String name) {
    for (JsonNode each : cluster.path("properties").path(LIST)) {
      if (each.path("name").asText().equalsIgnoreCase(name)) {
        return (ObjectNode) each;
      }
    }
    return null;
  }

  /** Puts another pool in the place of the one of that name, or none. */
  static void replace(ObjectNode cluster, String name, Optional<ObjectNode> pool) {
    ArrayNode pools = of(cluster);
    for (int i = pools.size() - 1; i >= 0; i--) {
      if (pools.get(i).path("name").asText().equalsIgnoreCase(name)) {
        if (pool.isPresent()) {
          pools.set(i, pool.get().deepCopy());
        } else {
          pools.remove(i);
        }
      }
    }
  }

  static void remove(ObjectNode cluster, String name) {
    replace(cluster, name, Optional.empty());
  }

  /** The pool in the form of the child resource. */
  static ObjectNode child(String id, ObjectNode profile) {
    ObjectNode properties = profile.deepCopy();
    properties.remove("name");
    ObjectNode body =
        Json.object()
            .put("id", id)
            .put("name", profile.path("name").asText())
            .put("type", "Microsoft.ContainerService/managedClusters/agentPools");
    body.set("properties", properties);
    return body;
  }
}
