package io.aksguard.remediation.permission;

import static java.util.Map.entry;

import io.aksguard.cluster.ArmId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What ARM wants of the caller on resources that a body names ("linked scopes"), beside the right
 * to write the body. For clusters and pools it is what AKS documents for the identity that creates
 * a cluster (concepts-identity, "AKS service permissions"); for others what their documentation
 * names. A PUT sends whole bodies, so that also what a fix leaves alone is checked.
 */
public final class LinkedScopes {
  private static final String NETWORK = "Microsoft.Network/";
  private static final String JOIN_SUBNET = NETWORK + "virtualNetworks/subnets/join/action";
  private static final String JOIN_ADDRESS = NETWORK + "publicIPAddresses/join/action";
  private static final String JOIN_PREFIX = NETWORK + "publicIPPrefixes/join/action";
  private static final String JOIN_ZONE = NETWORK + "privateDnsZones/join/action";
  private static final String WORKSPACES = "Microsoft.OperationalInsights/workspaces/";
  private static final String ASSIGN_IDENTITY =
      "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
  private static final String IDENTITIES = "identity.userAssignedIdentities.{}";

  /** By type in lower case, then by path: {@code *} is each element, <code>{}</code> each name. */
  private static final Map<String, Map<String, List<String>>> ACTIONS =
      Map.ofEntries(
          entry("microsoft.containerservice/managedclusters", ofClusters()),
          entry("microsoft.containerservice/managedclusters/agentpools", ofPools("properties.")),
          entry("microsoft.containerservice/fleets/members", ofMembers()),
          entry("microsoft.insights/diagnosticsettings", ofDiagnosticSettings()),
          entry(
              "microsoft.insights/datacollectionruleassociations",
              Map.of(
                  "properties.dataCollectionRuleId",
                  List.of("Microsoft.Insights/dataCollectionRules/read"))),
          entry("microsoft.insights/metricalerts", ofAlerts()),
          entry("microsoft.network/applicationgateways", ofGateways()),
          entry("microsoft.network/networkwatchers/flowlogs", ofFlowLogs()),
          entry("microsoft.containerregistry/registries", ofIdentities()),
          entry("microsoft.dataprotection/backupvaults", ofIdentities()),
          entry("microsoft.network/virtualnetworks/subnets", ofSubnets()),
          entry("microsoft.network/networksecuritygroups/securityrules", ofRules()),
          entry("microsoft.network/privateendpoints", ofEndpoints()),
          entry(
              "microsoft.network/privateendpoints/privatednszonegroups",
              Map.of(
                  "properties.privateDnsZoneConfigs.*.properties.privateDnsZoneId",
                  List.of(JOIN_ZONE))),
          entry("microsoft.authorization/policyassignments", ofIdentities()));

  private LinkedScopes() {}

  private static Map<String, List<String>> ofClusters() {
    String balancer = "properties.networkProfile.loadBalancerProfile.";
    String api = "properties.apiServerAccessProfile.";
    List<String> workspace = List.of(WORKSPACES + "read", WORKSPACES + "sharedkeys/read");
    Map<String, List<String>> actions = new LinkedHashMap<>();
    actions.putAll(ofPools("properties.agentPoolProfiles.*."));
    actions.put(api + "subnetId", List.of(JOIN_SUBNET));
    actions.put(api + "privateDNSZone", List.of(JOIN_ZONE));
    actions.put(balancer + "outboundIPs.publicIPs.*.id", List.of(JOIN_ADDRESS));
    actions.put(balancer + "outboundIPPrefixes.publicIPPrefixes.*.id", List.of(JOIN_PREFIX));
    actions.put(IDENTITIES, List.of(ASSIGN_IDENTITY));
    actions.put("properties.identityProfile.*.resourceId", List.of(ASSIGN_IDENTITY));
    actions.put(
        "properties.diskEncryptionSetID", List.of("Microsoft.Compute/diskEncryptionSets/read"));
    actions.put(
        "properties.addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID", workspace);
    actions.put(
        "properties.azureMonitorProfile.containerInsights.logAnalyticsWorkspaceResourceId",
        workspace);
    actions.put("properties.securityProfile.defender.logAnalyticsWorkspaceResourceId", workspace);
    actions.put("properties.hostedSystemProfile.systemNodeSubnetID", List.of(JOIN_SUBNET));
    actions.put("properties.hostedSystemProfile.nodeSubnetID", List.of(JOIN_SUBNET));
    return actions;
  }

  /**
   * @param at where the properties of a pool stand
   */
  private static Map<String, List<String>> ofPools(String at) {
    Map<String, List<String>> actions = new LinkedHashMap<>();
    actions.put(at + "vnetSubnetID", List.of(JOIN_SUBNET));
    actions.put(at + "podSubnetID", List.of(JOIN_SUBNET));
    actions.put(at + "nodePublicIPPrefixID", List.of(JOIN_PREFIX));
    actions.put(
        at + "proximityPlacementGroupID",
        List.of("Microsoft.Compute/proximityPlacementGroups/write"));
    return actions;
  }

  /** What Fleet Manager's quickstarts ask for; they do not say which of the two ARM checks. */
  private static Map<String, List<String>> ofMembers() {
    return Map.of(
        "properties.clusterResourceId",
        List.of(
            "Microsoft.ContainerService/managedClusters/write",
            "Microsoft.ContainerService/fleetMemberships/write"));
  }

  private static Map<String, List<String>> ofDiagnosticSettings() {
    return Map.of(
        "properties.workspaceId", List.of(WORKSPACES + "sharedKeys/action"),
        "properties.storageAccountId", List.of("Microsoft.Storage/storageAccounts/listKeys/action"),
        "properties.eventHubAuthorizationRuleId",
            List.of("Microsoft.EventHub/namespaces/authorizationRules/listkeys/action"));
  }

  /** Of what Network Watcher's page of permissions asks for, what counts on the account. */
  private static Map<String, List<String>> ofFlowLogs() {
    String account = "Microsoft.Storage/storageAccounts/";
    return Map.of(
        "properties.storageId",
        List.of(
            account + "listKeys/action",
            account + "listServiceSas/action",
            account + "listAccountSas/action"));
  }

  /** Whoever writes a resource with a user-assigned identity must be able to assign that. */
  private static Map<String, List<String>> ofIdentities() {
    return Map.of(IDENTITIES, List.of(ASSIGN_IDENTITY));
  }

  private static Map<String, List<String>> ofGateways() {
    return Map.of(
        IDENTITIES,
        List.of(ASSIGN_IDENTITY),
        "properties.gatewayIPConfigurations.*.properties.subnet.id",
        List.of(JOIN_SUBNET),
        "properties.frontendIPConfigurations.*.properties.publicIPAddress.id",
        List.of(JOIN_ADDRESS));
  }

  private static Map<String, List<String>> ofSubnets() {
    return Map.of(
        "properties.networkSecurityGroup.id",
            List.of(NETWORK + "networkSecurityGroups/join/action"),
        "properties.routeTable.id", List.of(NETWORK + "routeTables/join/action"),
        "properties.natGateway.id", List.of(NETWORK + "natGateways/join/action"),
        "properties.serviceEndpointPolicies.*.id",
            List.of(NETWORK + "serviceEndpointPolicies/join/action"));
  }

  private static Map<String, List<String>> ofRules() {
    List<String> join =
        List.of(NETWORK + "applicationSecurityGroups/joinNetworkSecurityRule/action");
    return Map.of(
        "properties.sourceApplicationSecurityGroups.*.id", join,
        "properties.destinationApplicationSecurityGroups.*.id", join);
  }

  /** Those that remedies make lead to registries; who may not approve a connection has to wait. */
  private static Map<String, List<String>> ofEndpoints() {
    return Map.of(
        "properties.subnet.id",
        List.of(JOIN_SUBNET),
        "properties.privateLinkServiceConnections.*.properties.privateLinkServiceId",
        List.of(
            "Microsoft.ContainerRegistry/registries/privateEndpointConnectionsApproval/action"));
  }

  /** By the documentation of metric alerts, which names reading the cluster, too: that was done. */
  private static Map<String, List<String>> ofAlerts() {
    return Map.of(
        "properties.actions.*.actionGroupId", List.of("Microsoft.Insights/actionGroups/read"));
  }

  /**
   * What a body asks for beside its own write.
   *
   * @param type of the resource, in lower case
   * @param body plain maps, lists and scalars, as it is sent
   */
  static List<Permission> of(String type, Map<String, ?> body) {
    List<Permission> needed = new ArrayList<>();
    // In an order of their own: reasons that people are told do not change by themselves.
    new TreeMap<>(ACTIONS.getOrDefault(type, Map.of()))
        .forEach(
            (path, actions) ->
                named(List.of(body), path)
                    .flatMap(id -> actions.stream().map(action -> new Permission(action, id)))
                    .forEach(needed::add));
    return needed;
  }

  /**
   * All that may be asked for, whatever a body names.
   *
   * @param type in lower case
   */
  public static Set<String> actions(String type) {
    Set<String> all = new TreeSet<>();
    ACTIONS.getOrDefault(type, Map.of()).values().forEach(all::addAll);
    return all;
  }

  /** Whether it is asked for on what a body names, and nowhere else. */
  static boolean isOnlyLinked(String action) {
    return action.endsWith("/action")
        && ACTIONS.values().stream()
            .flatMap(paths -> paths.values().stream())
            .flatMap(List::stream)
            .anyMatch(action::equalsIgnoreCase);
  }

  /** The ids at the end of a path. What is no id, such as the zone named {@code system}, is not. */
  private static Stream<ArmId> named(List<?> from, String path) {
    List<?> at = from;
    for (String step : path.split("\\.")) {
      at = at.stream().flatMap(each -> step(each, step)).toList();
    }
    return at.stream().map(String::valueOf).map(ArmId::parse).flatMap(Optional::stream);
  }

  private static Stream<?> step(Object at, String step) {
    if (at instanceof List<?> list) {
      return step.equals("*") ? list.stream() : Stream.empty();
    }
    if (!(at instanceof Map<?, ?> map)) {
      return Stream.empty();
    }
    return map.entrySet().stream()
        .filter(member -> isMeant(step, String.valueOf(member.getKey())))
        .map(member -> step.equals("{}") ? member.getKey() : member.getValue())
        .filter(value -> value != null);
  }

  private static boolean isMeant(String step, String name) {
    return step.equals("*") || step.equals("{}") || step.equalsIgnoreCase(name);
  }
}
