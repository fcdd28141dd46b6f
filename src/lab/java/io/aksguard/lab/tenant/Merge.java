package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * A body laid over what is there, as AKS does it: what the body leaves out or sets to null stays as
 * it is, and what only the service may write is not taken.
 */
final class Merge {
  private static final Set<String> READ_ONLY =
      Set.of(
          "etag",
          "provisioningstate",
          "powerstate",
          "currentkubernetesversion",
          "currentorchestratorversion",
          "nodeimageversion",
          "fqdn",
          "privatefqdn",
          "azureportalfqdn",
          "maxagentpools",
          "systemdata",
          "resourceuid");

  private Merge() {}

  static void into(ObjectNode base, ObjectNode body) {
    for (Map.Entry<String, JsonNode> each : body.properties()) {
      String name = Json.nameIn(base, each.getKey());
      JsonNode value = each.getValue();
      if (value.isNull() || READ_ONLY.contains(Target.key(name))) {
        continue;
      }
      if (name.equalsIgnoreCase("agentPoolProfiles") && base.get(name) instanceof ArrayNode pools) {
        pools(pools, value);
      } else if (name.equalsIgnoreCase("tags") || name.equalsIgnoreCase("nodeLabels")) {
        base.set(name, value.deepCopy());
      } else if (value instanceof ObjectNode inner && base.get(name) instanceof ObjectNode mine) {
        into(mine, inner);
      } else {
        base.set(name, value.deepCopy());
      }
    }
  }

  /**
   * Pools are matched by name. A list that leaves one out is refused: what AKS does with it is not
   * published, and no caller should find out.
   */
  private static void pools(ArrayNode base, JsonNode body) {
    for (JsonNode mine : base) {
      if (!contains(body, mine.path("name").asText())) {
        throw new RefusedException(
            400,
            "InvalidParameter",
            "agentPoolProfiles leaves out the pool '" + mine.path("name").asText() + "'.");
      }
    }
    for (JsonNode each : body) {
      ObjectNode mine = null;
      for (JsonNode candidate : base) {
        if (candidate.path("name").asText().equals(each.path("name").asText())) {
          mine = (ObjectNode) candidate;
        }
      }
      into(mine == null ? base.addObject() : mine, (ObjectNode) each);
    }
  }

  private static boolean contains(JsonNode pools, String name) {
    for (JsonNode pool : pools) {
      if (pool.path("name").asText().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
