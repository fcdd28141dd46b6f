package io.aksguard.evidence.join;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Section {@code pools}: one object a node pool in the form of {@code
 * properties.agentPoolProfiles[]}, whether it was read there or as a child resource. The cluster's
 * body lists all its pools, so the section is complete where that list is there.
 */
final class Pools {
  private Pools() {}

  static Object section(JsonObject cluster, Lists lists) {
    Object properties = cluster.raw("properties");
    if (properties instanceof Gap gap) {
      return gap;
    }
    Object inline =
        properties instanceof JsonObject object ? object.raw("agentPoolProfiles") : null;
    if (inline instanceof Gap gap) {
      return gap;
    }
    JsonArray children = lists.children("pools", lists.cluster, Resource.POOL, "pools");
    Map<String, JsonObject> pools = new LinkedHashMap<>();
    Optional<Gap> rest = inline == null ? children.rest() : Optional.empty();
    if (inline instanceof JsonArray profiles) {
      profiles.objects().forEach(profile -> pools.put(key(profile), profile));
      rest = profiles.rest();
    }
    of(children.objects()).forEach(pool -> pools.put(key(pool), pool));
    List<JsonObject> all = new ArrayList<>(pools.values());
    return rest.isPresent() ? JsonArray.partly(all, rest.get()) : JsonArray.of(all);
  }

  /** Pools that were read as resources of their own. */
  static List<JsonObject> of(List<JsonObject> resources) {
    List<JsonObject> pools = new ArrayList<>();
    for (JsonObject resource : resources) {
      String name = resource.string("name").orElse("");
      String own = name.substring(name.lastIndexOf('/') + 1);
      Object properties = resource.raw("properties");
      if (properties instanceof JsonObject profile) {
        pools.add(profile.with("name", own));
      } else if (properties instanceof Gap gap) {
        pools.add(JsonObject.of(Map.of("name", own, "properties", gap)));
      }
    }
    return pools;
  }

  private static String key(JsonObject pool) {
    return pool.string("name").orElse("").toLowerCase(Locale.ROOT);
  }
}
