package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a write needs on other resources that its body names: ARM checks it of the caller, on these
 * "linked scopes". Clusters and pools as AKS documents them for the identity that creates and
 * operates a cluster; the rest as ARM's own refusals name it.
 */
final class LinkedScopes {
  /** An action on a resource that is named. */
  record Need(String action, String scope) {}

  /**
   * @param path members of the body; {@code []} goes through a list, <code>{}</code> ends at the
   *     names of an object
   */
  private record Link(String type, String path, String action) {}

  private static final String POOLS = "properties.agentPoolProfiles[].";
  private static final String BALANCER = "properties.networkProfile.loadBalancerProfile.";
  private static final String IDENTITIES = "identity.userAssignedIdentities{}";
  private static final String OMS =
      "properties.addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID";
  private static final String INSIGHTS =
      "properties.azureMonitorProfile.containerInsights.logAnalyticsWorkspaceResourceId";
  private static final String DEFENDER =
      "properties.securityProfile.defender.logAnalyticsWorkspaceResourceId";

  private static final String JOIN_SUBNET = "Microsoft.Network/virtualNetworks/subnets/join/action";
  private static final String JOIN_ADDRESS = "Microsoft.Network/publicIPAddresses/join/action";
  private static final String JOIN_PREFIX = "Microsoft.Network/publicIPPrefixes/join/action";
  private static final String JOIN_RULE =
      "Microsoft.Network/applicationSecurityGroups/joinNetworkSecurityRule/action";
  private static final String PLACE = "Microsoft.Compute/proximityPlacementGroups/write";
  private static final String ASSIGN =
      "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
  private static final String READ_WORKSPACE = "Microsoft.OperationalInsights/workspaces/read";
  private static final String READ_KEYS =
      "Microsoft.OperationalInsights/workspaces/sharedkeys/read";
  private static final String GET_KEYS =
      "Microsoft.OperationalInsights/workspaces/sharedKeys/action";

  private static final String SETTINGS = "microsoft.insights/diagnosticsettings";
  private static final String FLOW_LOG = "microsoft.network/networkwatchers/flowlogs";
  private static final String ACCOUNT = "Microsoft.Storage/storageAccounts/";
  private static final String GATEWAY = "microsoft.network/applicationgateways";
  private static final String SUBNET = "microsoft.network/virtualnetworks/subnets";
  private static final String ENDPOINT = "microsoft.network/privateendpoints";
  private static final String RULE = "microsoft.network/networksecuritygroups/securityrules";
  private static final String MEMBER = "microsoft.containerservice/fleets/members";

  private static final List<Link> LINKS =
      List.of(
          new Link(Clusters.TYPE, POOLS + "vnetSubnetID", JOIN_SUBNET),
          new Link(Clusters.TYPE, POOLS + "podSubnetID", JOIN_SUBNET),
          new Link(Clusters.TYPE, POOLS + "nodePublicIPPrefixID", JOIN_PREFIX),
          new Link(Clusters.TYPE, POOLS + "proximityPlacementGroupID", PLACE),
          new Link(Clusters.TYPE, "properties.apiServerAccessProfile.subnetId", JOIN_SUBNET),
          new Link(
              Clusters.TYPE,
              "properties.apiServerAccessProfile.privateDNSZone",
              "Microsoft.Network/privateDnsZones/join/action"),
          new Link(Clusters.TYPE, IDENTITIES, ASSIGN),
          new Link(Clusters.TYPE, "properties.identityProfile.kubeletidentity.resourceId", ASSIGN),
          new Link(
              Clusters.TYPE,
              "properties.diskEncryptionSetID",
              "Microsoft.Compute/diskEncryptionSets/read"),
          new Link(Clusters.TYPE, BALANCER + "outboundIPs.publicIPs[].id", JOIN_ADDRESS),
          new Link(
              Clusters.TYPE, BALANCER + "outboundIPPrefixes.publicIPPrefixes[].id", JOIN_PREFIX),
          new Link(Clusters.TYPE, OMS, READ_WORKSPACE),
          new Link(Clusters.TYPE, OMS, READ_KEYS),
          new Link(Clusters.TYPE, INSIGHTS, READ_WORKSPACE),
          new Link(Clusters.TYPE, INSIGHTS, READ_KEYS),
          new Link(Clusters.TYPE, DEFENDER, READ_WORKSPACE),
          new Link(Clusters.TYPE, DEFENDER, READ_KEYS),
          new Link(Clusters.TYPE, "properties.hostedSystemProfile.systemNodeSubnetID", JOIN_SUBNET),
          new Link(Clusters.TYPE, "properties.hostedSystemProfile.nodeSubnetID", JOIN_SUBNET),
          new Link(AgentPools.TYPE, "properties.vnetSubnetID", JOIN_SUBNET),
          new Link(AgentPools.TYPE, "properties.podSubnetID", JOIN_SUBNET),
          new Link(AgentPools.TYPE, "properties.nodePublicIPPrefixID", JOIN_PREFIX),
          new Link(AgentPools.TYPE, "properties.proximityPlacementGroupID", PLACE),
          new Link(SETTINGS, "properties.workspaceId", GET_KEYS),
          new Link(SETTINGS, "properties.storageAccountId", ACCOUNT + "listKeys/action"),
          new Link(
              SETTINGS,
              "properties.eventHubAuthorizationRuleId",
              "Microsoft.EventHub/namespaces/authorizationRules/listkeys/action"),
          new Link(
              "microsoft.insights/datacollectionruleassociations",
              "properties.dataCollectionRuleId",
              "Microsoft.Insights/dataCollectionRules/read"),
          new Link(FLOW_LOG, "properties.storageId", ACCOUNT + "listKeys/action"),
          new Link(FLOW_LOG, "properties.storageId", ACCOUNT + "listServiceSas/action"),
          new Link(FLOW_LOG, "properties.storageId", ACCOUNT + "listAccountSas/action"),
          new Link("microsoft.containerregistry/registries", IDENTITIES, ASSIGN),
          new Link("microsoft.dataprotection/backupvaults", IDENTITIES, ASSIGN),
          new Link(GATEWAY, IDENTITIES, ASSIGN),
          new Link(
              GATEWAY, "properties.gatewayIPConfigurations[].properties.subnet.id", JOIN_SUBNET),
          new Link(
              GATEWAY,
              "properties.frontendIPConfigurations[].properties.publicIPAddress.id",
              JOIN_ADDRESS),
          new Link(
              SUBNET,
              "properties.networkSecurityGroup.id",
              "Microsoft.Network/networkSecurityGroups/join/action"),
          new Link(SUBNET, "properties.routeTable.id", "Microsoft.Network/routeTables/join/action"),
          new Link(SUBNET, "properties.natGateway.id", "Microsoft.Network/natGateways/join/action"),
          new Link(
              SUBNET,
              "properties.serviceEndpointPolicies[].id",
              "Microsoft.Network/serviceEndpointPolicies/join/action"),
          new Link(RULE, "properties.sourceApplicationSecurityGroups[].id", JOIN_RULE),
          new Link(RULE, "properties.destinationApplicationSecurityGroups[].id", JOIN_RULE),
          new Link(ENDPOINT, "properties.subnet.id", JOIN_SUBNET),
          // Of registries: nothing else gets an endpoint here.
          new Link(
              ENDPOINT,
              "properties.privateLinkServiceConnections[].properties.privateLinkServiceId",
              "Microsoft.ContainerRegistry/registries/privateEndpointConnectionsApproval/action"),
          new Link(
              ENDPOINT + "/privatednszonegroups",
              "properties.privateDnsZoneConfigs[].properties.privateDnsZoneId",
              "Microsoft.Network/privateDnsZones/join/action"),
          new Link(
              MEMBER,
              "properties.clusterResourceId",
              "Microsoft.ContainerService/managedClusters/write"),
          new Link(
              MEMBER,
              "properties.clusterResourceId",
              "Microsoft.ContainerService/fleetMemberships/write"),
          new Link(
              "microsoft.insights/metricalerts",
              "properties.actions[].actionGroupId",
              "Microsoft.Insights/actionGroups/read"),
          new Link("microsoft.authorization/policyassignments", IDENTITIES, ASSIGN));

  private LinkedScopes() {}

  /** In the order of the links; each once. */
  static List<Need> of(String type, JsonNode body) {
    return LINKS.stream()
        .filter(link -> link.type().equals(type))
        .flatMap(
            link ->
                named(List.of(body), link.path().split("\\.")).stream()
                    .map(scope -> new Need(link.action(), scope)))
        .distinct()
        .toList();
  }

  /** The ids that stand at the end of a path; other values there, such as a name, are none. */
  private static List<String> named(List<JsonNode> from, String[] path) {
    List<JsonNode> at = from;
    List<String> ids = new ArrayList<>();
    for (String part : path) {
      String name = part.replaceAll("[^A-Za-z]", "");
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode each : at) {
        JsonNode value = Json.member(each, name);
        if (part.endsWith("{}")) {
          value.properties().stream().map(Map.Entry::getKey).forEach(ids::add);
        } else if (part.endsWith("[]")) {
          value.forEach(next::add);
        } else {
          next.add(value);
        }
      }
      at = next;
    }
    at.forEach(each -> ids.add(each.asText()));
    return ids.stream().filter(id -> id.startsWith("/")).toList();
  }
}
