package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What goes from a cluster with what was written, though AKS keeps else what a body leaves out: the
 * settings of a feature that is off, and what ARM takes and never answers.
 */
final class Leftovers {
  private Leftovers() {}

  /**
   * @param cluster after the write, changed in place
   * @param given the body that was sent
   */
  static void drop(ObjectNode cluster, ObjectNode given) {
    JsonNode properties = Json.member(cluster, "properties");
    JsonNode sent = Json.member(given, "properties");
    JsonNode entra = Json.member(properties, "aadProfile");
    remove(entra, "serverAppSecret");
    remove(Json.member(properties, "servicePrincipalProfile"), "secret");
    remove(Json.member(properties, "windowsProfile"), "adminPassword");
    if (Json.member(entra, "managed").asBoolean()) {
      remove(entra, "clientAppID", "serverAppID");
    }
    off(
        Json.member(properties, "podIdentityProfile"),
        Json.member(sent, "podIdentityProfile"),
        "userAssignedIdentities",
        "userAssignedIdentityExceptions");
    JsonNode network = Json.member(properties, "networkProfile");
    String outbound = Json.member(network, "outboundType").asText("loadBalancer");
    JsonNode sentNetwork = Json.member(sent, "networkProfile");
    if (!outbound.equalsIgnoreCase("loadBalancer")
        && sentNetwork.isObject()
        && Json.member(sentNetwork, "loadBalancerProfile").isMissingNode()) {
      remove(network, "loadBalancerProfile");
    }
    JsonNode addons = Json.member(properties, "addonProfiles");
    for (String name : addons.properties().stream().map(Map.Entry::getKey).toList()) {
      off(addons.path(name), Json.member(Json.member(sent, "addonProfiles"), name), "config");
    }
  }

  /** Where the feature is off, what the body does not name is gone. */
  private static void off(JsonNode feature, JsonNode sent, String... members) {
    JsonNode enabled = Json.member(feature, "enabled");
    if (sent.isObject() && enabled.isBoolean() && !enabled.asBoolean()) {
      for (String each : members) {
        if (Json.member(sent, each).isMissingNode() || Json.member(sent, each).isNull()) {
          remove(feature, each);
        }
      }
    }
  }

  private static void remove(JsonNode object, String... members) {
    if (object instanceof ObjectNode mine) {
      for (String each : members) {
        mine.remove(Json.nameIn(mine, each));
      }
    }
  }
}
