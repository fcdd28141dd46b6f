package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Leaves ETags out of the answers for a share of the clusters, always the same ones. */
final class Etags {
  private final double without;
  private final long seed;

  Etags(double without, long seed) {
    this.without = without;
    this.seed = seed;
  }

  ObjectNode shown(ObjectNode body) {
    String key = Target.key(body.path("id").asText());
    int pools = key.indexOf("/agentpools/");
    if (!Chance.holds(without, seed, pools < 0 ? key : key.substring(0, pools))) {
      return body;
    }
    ObjectNode copy = body.deepCopy();
    copy.remove("eTag");
    if (copy.get("properties") instanceof ObjectNode properties) {
      properties.remove("eTag");
      Json.objects(properties.path("agentPoolProfiles")).forEach(pool -> pool.remove("eTag"));
    }
    return copy;
  }
}
