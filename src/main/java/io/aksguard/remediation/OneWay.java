package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Members that go one way: ARM answers them and does not take them, or takes them and answers null
 * or nothing. A body that was read does not bring them back. What is not known here is brought back
 * as it was read.
 *
 * <p>From the REST specification of Microsoft.ContainerService (what it marks as read-only; a
 * pool's powerState is not) and of ARM's common types.
 */
final class OneWay {
  private static final List<String> OF_ALL =
      List.of(
          "id",
          "name",
          "type",
          "systemData",
          "etag",
          "identity.principalId",
          "identity.tenantId",
          "identity.userAssignedIdentities.*.principalId",
          "identity.userAssignedIdentities.*.clientId",
          "properties.provisioningState");

  private static final List<String> OF_POOLS =
      List.of(
          "etag", "provisioningState", "currentOrchestratorVersion", "nodeImageVersion", "status");

  private static final List<String> OF_CLUSTERS =
      List.of(
          "azurePortalFQDN",
          "currentKubernetesVersion",
          "fqdn",
          "maxAgentPools",
          "powerState",
          "privateFQDN",
          "resourceUID",
          "status",
          "addonProfiles.*.identity",
          "ingressProfile.webAppRouting.identity",
          "networkProfile.loadBalancerProfile.effectiveOutboundIPs",
          "networkProfile.natGatewayProfile.effectiveOutboundIPs",
          "oidcIssuerProfile.issuerURL",
          "podIdentityProfile.userAssignedIdentities.*.provisioningInfo",
          "podIdentityProfile.userAssignedIdentities.*.provisioningState",
          "privateLinkResources.*.privateLinkServiceID",
          // These it only takes.
          "aadProfile.serverAppSecret",
          "servicePrincipalProfile.secret",
          "windowsProfile.adminPassword");

  private OneWay() {}

  /** Takes them out of a body that was read. */
  static void drop(ArmId resource, Map<String, Object> body) {
    OF_ALL.forEach(path -> drop(body, steps("", path)));
    String type = resource.type().orElse("");
    if (type.equals(Resource.POOL)) {
      OF_POOLS.forEach(path -> drop(body, steps("properties.", path)));
    } else if (type.equals(Resource.CLUSTER)) {
      OF_CLUSTERS.forEach(path -> drop(body, steps("properties.", path)));
      OF_POOLS.forEach(path -> drop(body, steps("properties.agentPoolProfiles.*.", path)));
    }
  }

  private static List<String> steps(String prefix, String path) {
    return List.of((prefix + path).split("\\."));
  }

  private static void drop(Object at, List<String> path) {
    String name = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (at instanceof List<?> list && name.equals("*")) {
      list.forEach(element -> drop(element, rest));
    } else if (at instanceof Map<?, ?> map) {
      for (Object key : new ArrayList<>(map.keySet())) {
        Object member = map.get(key);
        if (!name.equals("*") && !name.equalsIgnoreCase(String.valueOf(key))) {
          continue;
        }
        if (rest.isEmpty()) {
          map.remove(key);
        } else if (member != null) {
          drop(member, rest);
        }
      }
    }
  }
}
