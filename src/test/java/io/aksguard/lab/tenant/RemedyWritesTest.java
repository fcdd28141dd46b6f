package io.aksguard.lab.tenant;

import static io.aksguard.lab.tenant.Bench.CLUSTER;
import static io.aksguard.lab.tenant.Bench.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aksguard.control.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything that remedies write can be written here, read again, and taken away. */
class RemedyWritesTest {
  private static final String SUBSCRIPTION = "/subscriptions/" + Bench.SUB;
  private static final String NETWORK = GROUP + "/providers/Microsoft.Network/";
  private static final String INSIGHTS = "/providers/Microsoft.Insights/";
  private static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";
  private static final String WORKSPACE =
      GROUP + "/providers/Microsoft.OperationalInsights/workspaces/log";
  private static final String REGISTRY =
      GROUP + "/providers/Microsoft.ContainerRegistry/registries/acr";
  private static final String VAULT = GROUP + "/providers/Microsoft.KeyVault/vaults/kv";
  private static final String BACKUP =
      GROUP + "/providers/Microsoft.DataProtection/backupVaults/bv";
  private static final String INSTANCE = BACKUP + "/backupInstances/aks-shop";
  private static final String FLEET = GROUP + "/providers/Microsoft.ContainerService/fleets/fleet";
  private static final String ENDPOINT = NETWORK + "privateEndpoints/pe";
  private static final String WATCHER = NETWORK + "networkWatchers/nw";

  /**
   * A resource that remedies write.
   *
   * @param properties what is put, as JSON
   */
  private record Row(String id, String version, String properties) {
    String type() {
      return Target.parse(id).orElseThrow().typeName();
    }

    String url() {
      return id + "?api-version=" + version;
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row(CLUSTER, "2026-08-01", "{\"disableLocalAccounts\":true}"),
          new Row(CLUSTER + "/agentPools/apps", "2026-08-01", "{\"minCount\":3}"),
          new Row(
              CLUSTER + "/maintenanceConfigurations/aksManagedAutoUpgradeSchedule",
              "2026-08-01",
              "{\"maintenanceWindow\":{\"durationHours\":4}}"),
          new Row(
              CLUSTER + "/providers/Microsoft.ContainerService/deploymentSafeguards/default",
              "2025-07-01",
              "{\"level\":\"Warn\"}"),
          new Row(
              CLUSTER + INSIGHTS + "diagnosticSettings/aks-guard",
              "2021-05-01-preview",
              "{\"logs\":[{\"category\":\"guard\",\"enabled\":true}]}"),
          new Row(
              CLUSTER + INSIGHTS + "dataCollectionRuleAssociations/logs",
              "2022-06-01",
              "{\"dataCollectionRuleId\":\"" + GROUP + INSIGHTS + "dataCollectionRules/dcr\"}"),
          new Row(GROUP + INSIGHTS + "dataCollectionRules/dcr", "2022-06-01", "{\"dataFlows\":[]}"),
          new Row(GROUP + INSIGHTS + "dataCollectionEndpoints/dce", "2022-06-01", "{}"),
          new Row(
              CLUSTER + AUTHORIZATION + "locks/l", "2020-05-01", "{\"level\":\"CanNotDelete\"}"),
          new Row(
              SUBSCRIPTION + AUTHORIZATION + "policyAssignments/mcsb",
              "2022-06-01",
              "{\"policyDefinitionId\":\"/providers/Microsoft.Authorization/policySetDefinitions/x\"}"),
          new Row(
              SUBSCRIPTION + "/providers/Microsoft.Security/pricings/Containers",
              "2024-01-01",
              "{\"pricingTier\":\"Standard\",\"extensions\":[]}"),
          new Row(REGISTRY, "2025-11-01", "{\"adminUserEnabled\":false}"),
          new Row(REGISTRY + "/tokens/ci", "2025-11-01", "{\"status\":\"disabled\"}"),
          new Row(VAULT, "2023-07-01", "{\"enablePurgeProtection\":true}"),
          new Row(WORKSPACE + "/tables/AKSAudit", "2023-09-01", "{\"totalRetentionInDays\":400}"),
          new Row(
              BACKUP,
              "2024-04-01",
              "{\"securitySettings\":{\"immutabilitySettings\":{\"state\":\"Unlocked\"}}}"),
          new Row(
              GROUP + INSIGHTS + "metricAlerts/cpu",
              "2018-03-01",
              "{\"scopes\":[\"" + CLUSTER + "\"]}"),
          new Row(
              FLEET + "/members/aks-shop",
              "2025-03-01",
              "{\"clusterResourceId\":\"" + CLUSTER + "\"}"),
          new Row(
              CLUSTER + "/providers/Microsoft.KubernetesConfiguration/extensions/azure-aks-backup",
              "2023-05-01",
              "{\"extensionType\":\"microsoft.dataprotection.kubernetes\"}"),
          new Row(
              CLUSTER + "/trustedAccessRoleBindings/backup",
              "2026-08-01",
              "{\"sourceResourceId\":\"" + BACKUP + "\"}"),
          new Row(
              NETWORK + "virtualNetworks/vnet/subnets/nodes",
              "2024-05-01",
              "{\"networkSecurityGroup\":{\"id\":\"" + NETWORK + "networkSecurityGroups/nsg\"}}"),
          new Row(ENDPOINT, "2024-05-01", "{\"subnet\":{}}"),
          new Row(
              ENDPOINT + "/privateDnsZoneGroups/default",
              "2024-05-01",
              "{\"privateDnsZoneConfigs\":[]}"),
          new Row(WATCHER + "/flowLogs/fl", "2024-05-01", "{\"enabled\":true}"),
          new Row(
              NETWORK + "networkSecurityGroups/nsg/securityRules/deny",
              "2024-05-01",
              "{\"access\":\"Deny\"}"),
          new Row(
              NETWORK + "ApplicationGatewayWebApplicationFirewallPolicies/waf",
              "2024-05-01",
              "{\"policySettings\":{\"state\":\"Enabled\"}}"),
          new Row(
              NETWORK + "applicationGateways/agw",
              "2024-05-01",
              "{\"sku\":{\"name\":\"WAF_v2\",\"tier\":\"WAF_v2\"}}"));

  /**
   * An action that remedies post.
   *
   * @param pointer what it changes, in {@code id}; empty where nothing shows it
   */
  private record Action(String on, String verb, String version, String id, String pointer) {
    String permission() {
      return Target.parse(on).orElseThrow().typeName() + "/" + verb + "/action";
    }
  }

  private static final List<Action> ACTIONS =
      List.of(
          new Action(
              CLUSTER + "/agentPools/apps",
              "upgradeNodeImageVersion",
              "2026-08-01",
              CLUSTER,
              "/properties/agentPoolProfiles/1/nodeImageVersion"),
          new Action(CLUSTER, "rotateClusterCertificates", "2026-08-01", CLUSTER, ""),
          new Action(
              INSTANCE,
              "resumeProtection",
              "2024-04-01",
              INSTANCE,
              "/properties/currentProtectionState"),
          new Action(
              INSTANCE,
              "resumeBackups",
              "2024-04-01",
              INSTANCE,
              "/properties/protectionStatus/status"));

  /** What permissions name beside writes of these rows: checked on what a body names. */
  private static final Set<String> LINKED =
      Set.of(
          "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
          "Microsoft.ContainerRegistry/registries/privateEndpointConnectionsApproval/action",
          "Microsoft.ContainerService/fleetMemberships/write",
          "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
          "Microsoft.Network/networkSecurityGroups/join/action",
          "Microsoft.Network/privateDnsZones/join/action",
          "Microsoft.Network/virtualNetworks/subnets/join/action",
          "Microsoft.OperationalInsights/workspaces/sharedkeys/read",
          "Microsoft.OperationalInsights/workspaces/read",
          "Microsoft.Insights/dataCollectionRules/read",
          "Microsoft.Insights/actionGroups/read",
          "Microsoft.ContainerService/managedClusters/agentPools/upgradeNodeImageVersion/write");

  @Test
  void everyPermissionOfTheCatalogue_isTried() {
    Set<String> tried = new TreeSet<>(LINKED);
    ROWS.forEach(row -> tried.addAll(List.of(row.type() + "/write", row.type() + "/delete")));
    ACTIONS.forEach(action -> tried.add(action.permission()));

    Set<String> named =
        Catalogue.builtIn().controls().stream()
            .flatMap(control -> control.definition().remedy().permissions().stream())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(tried).containsAll(named);
  }

  @TestFactory
  Stream<DynamicTest> whatIsPut_isThereInFull_andCanBeDeleted() {
    return ROWS.stream().map(row -> DynamicTest.dynamicTest(row.type(), () -> written(row)));
  }

  private static void written(Row row) {
    try (Bench bench = bench()) {
      Bench.Reply before = bench.get(row.url());
      boolean isThere = before.status() == 200;
      ObjectNode sent = isThere ? (ObjectNode) before.json().deepCopy() : Json.object();
      ObjectNode properties = Json.under(sent, "properties");
      properties.setAll(Json.object(row.properties()));
      properties.put("unknownToOurSdk", "kept");

      Bench.Reply put = bench.put(row.url(), Json.text(sent));
      assertThat(put.status()).as("%s", put.json()).isEqualTo(isThere ? 200 : 201);
      String operation = put.header("azure-asyncoperation");
      bench.clock.advance(Duration.ofMinutes(2));
      if (!operation.isEmpty()) {
        assertThat(bench.get(operation).json().path("status").asText()).isEqualTo("Succeeded");
      }

      JsonNode after = bench.get(row.url()).json();
      assertThat(Change.between(sent, after).properties())
          .as("what the service has added, and nothing else")
          .allMatch(each -> each.getValue().path("propertyChangeType").asText().equals("Insert"));
      assertThat(after.at("/properties/provisioningState").asText("Succeeded"))
          .isEqualTo("Succeeded");

      assertThat(bench.send("DELETE", row.url(), "").status()).isIn(200, 202);
      bench.clock.advance(Duration.ofMinutes(2));
      assertThat(bench.get(row.url()).status()).isEqualTo(404);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsPosted_takesItsTime_andChangesWhatItIsFor() {
    return ACTIONS.stream()
        .map(action -> DynamicTest.dynamicTest(action.verb(), () -> posted(action)));
  }

  private static void posted(Action action) {
    try (Bench bench = bench()) {
      bench.tenant.releaseNodeImages("202611.23.0");
      String before = bench.tenant.truth().at(action.id(), action.pointer());

      Bench.Reply post =
          bench.send(
              "POST", action.on() + "/" + action.verb() + "?api-version=" + action.version(), "{}");
      assertThat(post.status()).as("%s", post.json()).isEqualTo(202);
      assertThat(bench.get(post.header("location")).status()).isEqualTo(202);
      bench.clock.advance(Duration.ofMinutes(2));

      assertThat(bench.get(post.header("location")).status()).isEqualTo(204);
      if (!action.pointer().isEmpty()) {
        assertThat(bench.tenant.truth().at(action.id(), action.pointer())).isNotEqualTo(before);
      }
      assertThat(statuses(bench, action.permission())).containsExactly("Accepted", "Succeeded");
    }
  }

  /** What the activity log says of an action. */
  private static List<String> statuses(Bench bench, String operation) {
    return bench.tenant.truth().log().stream()
        .map(Json::object)
        .filter(entry -> entry.at("/operationName/value").asText().equals(operation))
        .map(entry -> entry.at("/status/value").asText())
        .toList();
  }

  private static Bench bench() {
    Bench bench = new Bench();
    for (String id :
        List.of(
            WORKSPACE,
            REGISTRY,
            VAULT,
            BACKUP,
            WATCHER,
            FLEET,
            ENDPOINT,
            NETWORK + "virtualNetworks/vnet",
            NETWORK + "applicationGateways/agw")) {
      seed(bench, id, "{}");
    }
    seed(bench, NETWORK + "networkSecurityGroups/nsg", "{\"securityRules\":[]}");
    seed(
        bench,
        INSTANCE,
        "{\"currentProtectionState\":\"ProtectionStopped\","
            + "\"protectionStatus\":{\"status\":\"ProtectionStopped\"}}");
    return bench;
  }

  private static void seed(Bench bench, String id, String properties) {
    Target target = Target.parse(id).orElseThrow();
    ObjectNode body =
        Json.object()
            .put("id", id)
            .put("name", target.name())
            .put("type", target.typeName())
            .put("location", "westeurope");
    body.set("properties", Json.object(properties));
    bench.tenant.seed(Json.text(body));
  }
}
