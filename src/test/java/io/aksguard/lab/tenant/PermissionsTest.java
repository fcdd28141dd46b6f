package io.aksguard.lab.tenant;

import static io.aksguard.lab.tenant.Bench.AKS;
import static io.aksguard.lab.tenant.Bench.CLUSTER;
import static io.aksguard.lab.tenant.Bench.GROUP;
import static io.aksguard.lab.tenant.Bench.SUB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a principal may do that was given certain actions, and what ARM says to the rest. */
class PermissionsTest {
  private static final String CLUSTERS = "Microsoft.ContainerService/managedClusters";
  private static final String PERMISSIONS =
      "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01";
  private static final String IMAGE = CLUSTER + "/agentPools/apps/upgradeNodeImageVersion";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private void permit(String scope, String... actions) {
    bench.tenant.permit(bench.principal, scope, List.of(actions));
  }

  @Test
  void actionThatWasNotGiven_isRefusedAsArmSaysIt() {
    permit(CLUSTER, CLUSTERS + "/READ");

    Bench.Reply refused = bench.put(CLUSTER + AKS, "{\"properties\":{}}");

    assertThat(bench.get(CLUSTER + AKS).status()).isEqualTo(200);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("AuthorizationFailed");
    assertThat(refused.json().at("/error/message").asText())
        .contains("The client '" + bench.principal.clientId() + "' with object id")
        .contains("perform action '" + CLUSTERS + "/write' over scope '" + CLUSTER + "'");
  }

  @Test
  void wildcards_areThoseOfRoles() {
    permit("/subscriptions/" + SUB, CLUSTERS + "/*/read");

    assertThat(bench.get(CLUSTER + "/agentPools" + AKS).status()).isEqualTo(200);
    assertThat(bench.get(CLUSTER + "/maintenanceConfigurations" + AKS).status()).isEqualTo(200);
    assertThat(bench.get(CLUSTER + AKS).status()).isEqualTo(403);
  }

  @Test
  void scopes_coverWhatLiesBelow_alsoThoseOfManagementGroups() {
    String sibling = CLUSTER.replace("aks-shop", "aks-shop-2");
    bench.tenant.seed(Bench.cluster("aks-shop-2"));
    permit(CLUSTER, "*/read");
    assertThat(bench.get(sibling + AKS).status()).isEqualTo(403);
    assertThat(bench.get(GROUP + "?api-version=2021-04-01").status()).isEqualTo(403);

    permit("/providers/Microsoft.Management/managementGroups/mg-shop", "*/read");
    assertThat(bench.get(sibling + AKS).status()).isEqualTo(200);
    assertThat(bench.get("/subscriptions/" + Bench.OTHER + "?api-version=2022-12-01").status())
        .isEqualTo(403);
  }

  @Test
  void nodeImageUpgrade_needsBothActionsThatAzureNames() {
    permit("/", "*/read", CLUSTERS + "/agentPools/upgradeNodeImageVersion/action");
    assertThat(bench.send("POST", IMAGE + AKS, "").json().at("/error/message").asText())
        .contains("upgradeNodeImageVersion/write");

    permit("/", CLUSTERS + "/agentPools/upgradeNodeImageVersion/write");
    assertThat(bench.send("POST", IMAGE + AKS, "").status()).isEqualTo(202);
  }

  @Test
  void operation_isPolledByWhoMayReadOperations() {
    permit(CLUSTER, CLUSTERS + "/*");
    String operation =
        bench.put(CLUSTER + AKS, "{\"properties\":{}}").header("azure-asyncoperation");
    assertThat(bench.get(operation).status()).isEqualTo(403);

    permit("/subscriptions/" + SUB, "Microsoft.ContainerService/locations/operations/read");
    assertThat(bench.get(operation).status()).isEqualTo(200);
  }

  @Test
  void permissions_areThoseOfTheCallerAtTheScope() {
    assertThat(bench.get(CLUSTER + PERMISSIONS).json().at("/value/0/actions/0").asText())
        .isEqualTo("*");

    permit("/subscriptions/" + SUB, "*/read");
    permit(CLUSTER, CLUSTERS + "/write", CLUSTERS + "/agentPools/write");

    JsonNode value = bench.get(CLUSTER + PERMISSIONS).json().path("value");
    assertThat(value).hasSize(2);
    assertThat(value.get(1))
        .isEqualTo(
            Json.object(
                "{\"actions\":[\""
                    + CLUSTERS
                    + "/write\",\""
                    + CLUSTERS
                    + "/agentPools/write\"],\"notActions\":[],\"dataActions\":[],"
                    + "\"notDataActions\":[]}"));
    assertThat(bench.get(GROUP + PERMISSIONS).json().path("value")).hasSize(1);
  }

  @Test
  void resourceGraphAndLists_showWhatMayBeRead() {
    bench.tenant.seed(Bench.cluster("aks-shop-2"));
    bench.put(CLUSTER + AKS, "{\"tags\":{\"a\":\"b\"}}");
    bench.clock.advance(Duration.ofMinutes(5));
    permit(CLUSTER.replace("aks-shop", "aks-shop-2"), "*/read");

    assertThat(names("resources | project id, name | order by id asc"))
        .containsExactly("aks-shop-2");
    assertThat(names("resourcechanges | project id, name | order by id asc")).isEmpty();
    assertThat(
            bench
                .get("/subscriptions?api-version=2022-12-01")
                .json()
                .path("value")
                .findValuesAsText("subscriptionId"))
        .containsExactly(SUB);

    permit(GROUP, CLUSTERS + "/read");
    assertThat(names("resourcechanges | project id, name | order by id asc")).hasSize(1);
  }

  private List<String> names(String query) {
    return bench.query(query, ",\"options\":{\"$top\":10}").path("data").findValuesAsText("name");
  }

  /**
   * A write that names another resource.
   *
   * @param body with {@code #} for the id of what it names
   */
  private record Linked(
      String id, String version, String body, String named, List<String> actions) {}

  private static final String SUBNET =
      GROUP + "/providers/Microsoft.Network/virtualNetworks/vnet/subnets/nodes";
  private static final String IDENTITY =
      GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";
  private static final String WORKSPACE =
      GROUP + "/providers/Microsoft.OperationalInsights/workspaces/log";
  private static final String RULE = GROUP + "/providers/Microsoft.Insights/dataCollectionRules/r";

  private static final List<Linked> LINKED =
      List.of(
          new Linked(
              CLUSTER + "/agentPools/apps",
              "2026-08-01",
              "{\"properties\":{\"vnetSubnetID\":\"#\"}}",
              SUBNET,
              List.of("Microsoft.Network/virtualNetworks/subnets/join/action")),
          new Linked(
              CLUSTER,
              "2026-08-01",
              "{\"properties\":{\"agentPoolProfiles\":"
                  + "[{\"name\":\"system\"},{\"name\":\"apps\",\"vnetSubnetID\":\"#\"}]}}",
              SUBNET,
              List.of("Microsoft.Network/virtualNetworks/subnets/join/action")),
          new Linked(
              CLUSTER,
              "2026-08-01",
              "{\"identity\":{\"userAssignedIdentities\":{\"#\":{}}}}",
              IDENTITY,
              List.of("Microsoft.ManagedIdentity/userAssignedIdentities/assign/action")),
          new Linked(
              CLUSTER,
              "2026-08-01",
              "{\"properties\":{\"addonProfiles\":{\"omsAgent\":{\"config\":"
                  + "{\"logAnalyticsWorkspaceResourceID\":\"#\"}}}}}",
              WORKSPACE,
              List.of(
                  "Microsoft.OperationalInsights/workspaces/sharedkeys/read",
                  "Microsoft.OperationalInsights/workspaces/read")),
          new Linked(
              CLUSTER,
              "2026-08-01",
              "{\"properties\":{\"securityProfile\":{\"defender\":"
                  + "{\"logAnalyticsWorkspaceResourceId\":\"#\"}}}}",
              WORKSPACE,
              List.of(
                  "Microsoft.OperationalInsights/workspaces/sharedkeys/read",
                  "Microsoft.OperationalInsights/workspaces/read")),
          new Linked(
              CLUSTER + "/providers/Microsoft.Insights/diagnosticSettings/audit",
              "2021-05-01-preview",
              "{\"properties\":{\"workspaceId\":\"#\"}}",
              WORKSPACE,
              List.of("Microsoft.OperationalInsights/workspaces/sharedKeys/action")),
          new Linked(
              CLUSTER + "/providers/Microsoft.Insights/dataCollectionRuleAssociations/a",
              "2022-06-01",
              "{\"properties\":{\"dataCollectionRuleId\":\"#\"}}",
              RULE,
              List.of("Microsoft.Insights/dataCollectionRules/read")),
          new Linked(
              GROUP + "/providers/Microsoft.Network/applicationGateways/agw",
              "2024-05-01",
              "{\"properties\":{\"gatewayIPConfigurations\":"
                  + "[{\"properties\":{\"subnet\":{\"id\":\"#\"}}}]}}",
              SUBNET,
              List.of("Microsoft.Network/virtualNetworks/subnets/join/action")));

  @TestFactory
  Stream<DynamicTest> whatABodyNames_needsActionsOfItsOwn() {
    return LINKED.stream()
        .map(row -> DynamicTest.dynamicTest(row.id() + " " + row.body(), () -> linked(row)));
  }

  private static void linked(Linked row) {
    try (Bench bench = new Bench()) {
      String own = Target.parse(row.id()).orElseThrow().typeName() + "/write";
      String url = row.id() + "?api-version=" + row.version();
      String body = row.body().replace("#", row.named());
      bench.tenant.permit(bench.principal, row.id(), List.of(own));
      List<String> missing = new ArrayList<>(row.actions());
      while (!missing.isEmpty()) {
        Bench.Reply refused = bench.put(url, body);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("LinkedAuthorizationFailed");
        assertThat(refused.json().at("/error/message").asText())
            .contains("has permission to perform action '" + own + "' on scope '" + row.id())
            .contains(missing)
            .contains("on the linked scope(s) '" + row.named());
        bench.tenant.permit(bench.principal, row.named(), List.of(missing.remove(0)));
      }

      assertThat(bench.put(url, body).status()).isIn(200, 201);
      assertThat(bench.put(url, "{\"properties\":{}}").status())
          .as("what names nothing needs nothing")
          .isIn(200, 201, 409);
    }
  }

  @Test
  void bodyThatNamesNoId_needsNothing() {
    permit(CLUSTER, CLUSTERS + "/write");
    ObjectNode body = Json.object();
    body.putObject("properties")
        .putObject("apiServerAccessProfile")
        .put("privateDNSZone", "system");

    assertThat(bench.put(CLUSTER + AKS, Json.text(body)).status()).isEqualTo(200);
  }
}
