package io.aksguard.remediation.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeededTest {
  private static final String SUB = "/subscriptions/s";
  private static final String GROUP = SUB + "/resourceGroups/rg/providers/";
  private static final String AKS = "Microsoft.ContainerService/managedClusters";
  private static final String CLUSTER = GROUP + AKS + "/aks";
  private static final String JOIN = "Microsoft.Network/virtualNetworks/subnets/join/action";
  private static final String POLLED = "Microsoft.ContainerService/locations/operations/read";
  private static final String RESULT = "Microsoft.ContainerService/locations/operationresults/read";
  private static final String TRACE = "Microsoft.Insights/eventtypes/values/read";

  private static Permission on(String scope, String action) {
    return new Permission(action, new ArmId(scope));
  }

  private static List<Permission> put(String resource, boolean isNew, Map<String, ?> body) {
    ArmId id = new ArmId(resource);
    return Needed.of(id, "", isNew ? Set.of(id) : Set.of(), body);
  }

  @Test
  void put_needsToReadAndWrite_toPoll_toTrace_andWhatTheBodyNames() {
    Map<String, ?> pool = Map.of("name", "sys", "vnetSubnetID", SUB + "/nodes", "podSubnetID", "");
    Map<String, ?> body =
        Map.of(
            "identity",
            Map.of("userAssignedIdentities", Map.of(SUB + "/id", Map.of())),
            "properties",
            Map.of(
                "AgentPoolProfiles",
                List.of(pool, Map.of("name", "apps", "vnetSubnetID", SUB + "/NODES")),
                "apiServerAccessProfile",
                Map.of("privateDNSZone", "system"),
                "identityProfile",
                Map.of("kubeletidentity", Map.of("resourceId", SUB + "/kubelet")),
                "addonProfiles",
                Map.of(
                    "omsAgent",
                    Map.of("config", Map.of("logAnalyticsWorkspaceResourceID", SUB + "/log")))));

    assertThat(put(CLUSTER, false, body))
        .startsWith(
            on(CLUSTER, AKS + "/read"),
            on(CLUSTER, AKS + "/write"),
            on(SUB, POLLED),
            on(SUB, RESULT),
            on(SUB, TRACE))
        .contains(
            on(SUB + "/nodes", JOIN),
            on(SUB + "/id", "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"),
            on(SUB + "/kubelet", "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"),
            on(SUB + "/log", "Microsoft.OperationalInsights/workspaces/read"),
            on(SUB + "/log", "Microsoft.OperationalInsights/workspaces/sharedKeys/read"))
        .hasSize(10);
  }

  @Test
  void partOfAResource_isAskedAboutAtTheWhole() {
    String diagnostics = "/providers/Microsoft.Insights/diagnosticSettings";

    assertThat(put(CLUSTER + "/agentPools/apps", false, Map.of("properties", Map.of())))
        .contains(on(CLUSTER, AKS + "/agentPools/write"), on(SUB, POLLED));
    assertThat(put(CLUSTER + diagnostics + "/d", true, Map.of()))
        .containsExactly(
            on(CLUSTER, "Microsoft.Insights/diagnosticSettings/read"),
            on(CLUSTER, "Microsoft.Insights/diagnosticSettings/write"),
            on(CLUSTER, "Microsoft.Insights/diagnosticSettings/delete"),
            on(SUB, TRACE));
    assertThat(
            put(
                GROUP + "Microsoft.Network/networkSecurityGroups/n/securityRules/r",
                true,
                Map.of()))
        .contains(
            on(
                GROUP + "Microsoft.Network/networkSecurityGroups/n",
                "Microsoft.Network/networkSecurityGroups/securityRules/delete"));
  }

  @Test
  void resourceThatIsMade_hasWhatItsGroupHas() {
    assertThat(put(GROUP + "Microsoft.Insights/dataCollectionRules/r", true, Map.of()))
        .contains(on(SUB + "/resourceGroups/rg", "Microsoft.Insights/dataCollectionRules/write"));
  }

  @Test
  void whatIsMadeInOneGo_hasWhatTheGroupHas_alsoWhereOneNamesTheOther() {
    ArmId endpoint = new ArmId(GROUP + "Microsoft.Network/privateEndpoints/e");
    ArmId zones = new ArmId(endpoint + "/privateDnsZoneGroups/default");
    ArmId rule = new ArmId(GROUP + "Microsoft.Insights/dataCollectionRules/r");
    ArmId association =
        new ArmId(CLUSTER + "/providers/Microsoft.Insights/dataCollectionRuleAssociations/a");

    assertThat(Needed.of(zones, "", Set.of(endpoint, zones), Map.of()))
        .contains(
            on(
                SUB + "/resourceGroups/rg",
                "Microsoft.Network/privateEndpoints/privateDnsZoneGroups/write"));
    assertThat(
            Needed.of(
                association,
                "",
                Set.of(rule, association),
                Map.of("properties", Map.of("dataCollectionRuleId", rule.value()))))
        .contains(on(SUB + "/resourceGroups/rg", "Microsoft.Insights/dataCollectionRules/read"));
  }

  @Test
  void identitiesAndLogs_needWhatTheyName() {
    String assign = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
    Map<String, ?> body =
        Map.of("identity", Map.of("userAssignedIdentities", Map.of(SUB + "/id", Map.of())));

    for (String type :
        List.of(
            "Microsoft.ContainerRegistry/registries/r",
            "Microsoft.DataProtection/backupVaults/v")) {
      assertThat(Needed.of(new ArmId(GROUP + type), "", Set.of(), body))
          .contains(on(SUB + "/id", assign));
    }
    assertThat(
            named(
                GROUP + "Microsoft.Network/networkWatchers/w/flowLogs/l",
                Map.of("storageId", SUB + "/st")))
        .containsExactlyInAnyOrder(
            on(SUB + "/st", "Microsoft.Storage/storageAccounts/listKeys/action"),
            on(SUB + "/st", "Microsoft.Storage/storageAccounts/listServiceSas/action"),
            on(SUB + "/st", "Microsoft.Storage/storageAccounts/listAccountSas/action"));
    assertThat(
            named(
                CLUSTER,
                Map.of(
                    "hostedSystemProfile", Map.of("nodeSubnetID", SUB + "/nodes"),
                    "azureMonitorProfile",
                        Map.of(
                            "containerInsights",
                            Map.of("logAnalyticsWorkspaceResourceId", SUB + "/log")))))
        .contains(
            on(SUB + "/nodes", JOIN),
            on(SUB + "/log", "Microsoft.OperationalInsights/workspaces/read"));
  }

  @Test
  void bodies_needWhatTheyName() {
    String network = GROUP + "Microsoft.Network/";
    Map<String, ?> subnet =
        Map.of(
            "routeTable", Map.of("id", SUB + "/rt"),
            "natGateway", Map.of("id", SUB + "/nat"),
            "networkSecurityGroup", Map.of("id", SUB + "/nsg"),
            "serviceEndpointPolicies", List.of(Map.of("id", SUB + "/policy")));
    Map<String, ?> link = Map.of("privateLinkServiceId", SUB + "/acr");

    assertThat(named(network + "virtualNetworks/v/subnets/s", subnet))
        .containsExactlyInAnyOrder(
            on(SUB + "/rt", "Microsoft.Network/routeTables/join/action"),
            on(SUB + "/nat", "Microsoft.Network/natGateways/join/action"),
            on(SUB + "/nsg", "Microsoft.Network/networkSecurityGroups/join/action"),
            on(SUB + "/policy", "Microsoft.Network/serviceEndpointPolicies/join/action"));
    assertThat(
            named(
                network + "privateEndpoints/e",
                Map.of(
                    "subnet", Map.of("id", SUB + "/nodes"),
                    "privateLinkServiceConnections", List.of(Map.of("properties", link)))))
        .containsExactlyInAnyOrder(
            on(SUB + "/nodes", JOIN),
            on(
                SUB + "/acr",
                "Microsoft.ContainerRegistry/registries/privateEndpointConnectionsApproval/action"));
    assertThat(
            named(
                GROUP + "Microsoft.ContainerService/fleets/f/members/m",
                Map.of("clusterResourceId", CLUSTER)))
        .contains(
            on(CLUSTER, AKS + "/write"),
            on(CLUSTER, "Microsoft.ContainerService/fleetMemberships/write"));
    assertThat(
            named(
                GROUP + "Microsoft.Insights/metricAlerts/a",
                Map.of("actions", List.of(Map.of("actionGroupId", SUB + "/oncall")))))
        .containsExactly(on(SUB + "/oncall", "Microsoft.Insights/actionGroups/read"));
  }

  /** Beside what its type needs. */
  private static List<Permission> named(String resource, Map<String, ?> properties) {
    List<Permission> beside =
        new ArrayList<>(put(resource, false, Map.of("properties", properties)));
    beside.removeAll(put(resource, false, Map.of()));
    return beside;
  }

  @Test
  void whatLiesInNoGroup_isAskedAboutAtTheSubscription() {
    assertThat(put(SUB + "/providers/Microsoft.Security/pricings/Containers", false, Map.of()))
        .contains(on(SUB, "Microsoft.Security/pricings/write"));
    assertThat(put(SUB + "/providers/Microsoft.Security/pricings/Containers", true, Map.of()))
        .as("nobody deletes a plan of Defender")
        .noneMatch(each -> each.action().endsWith("/delete"));
    assertThat(put(SUB + "/providers/Microsoft.Authorization/policyAssignments/p", false, Map.of()))
        .contains(on(SUB, "Microsoft.Authorization/policyAssignments/write"));
  }

  @Test
  void imageUpgrade_needsBothActionsThatAzureNames() {
    String upgrade = AKS + "/agentPools/upgradeNodeImageVersion";

    assertThat(
            Needed.of(
                new ArmId(CLUSTER + "/agentPools/apps"),
                "upgradeNodeImageVersion",
                Set.of(),
                Map.of()))
        .contains(on(CLUSTER, upgrade + "/action"), on(CLUSTER, upgrade + "/write"))
        .doesNotContain(on(CLUSTER, AKS + "/agentPools/write"));
  }
}
