package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Properties that only the service writes: a PUT neither changes them nor takes them away. */
final class ServiceOwned {
  private static final Map<String, List<String>> PROPERTIES =
      Map.of(
          "microsoft.containerregistry/registries",
          List.of("loginServer", "creationDate", "status", "privateEndpointConnections"),
          "microsoft.keyvault/vaults",
          List.of("vaultUri", "privateEndpointConnections"),
          "microsoft.network/applicationgateways",
          List.of("operationalState", "resourceGuid", "privateEndpointConnections"),
          "microsoft.network/networksecuritygroups",
          List.of("defaultSecurityRules", "networkInterfaces", "subnets", "resourceGuid"),
          "microsoft.network/applicationgatewaywebapplicationfirewallpolicies",
          List.of("applicationGateways", "httpListeners", "pathBasedRules", "resourceState"),
          "microsoft.insights/datacollectionrules",
          List.of("immutableId"),
          "microsoft.insights/datacollectionendpoints",
          List.of("immutableId", "logsIngestion", "metricsIngestion"));

  private ServiceOwned() {}

  /**
   * @param after changed in place
   */
  static void keep(String type, ObjectNode before, ObjectNode after) {
    for (String name : PROPERTIES.getOrDefault(type, List.of())) {
      ObjectNode properties = Json.under(after, "properties");
      JsonNode mine = Json.member(before.path("properties"), name);
      properties.remove(Json.nameIn(properties, name));
      if (!mine.isMissingNode()) {
        properties.set(name, mine.deepCopy());
      }
    }
  }
}
