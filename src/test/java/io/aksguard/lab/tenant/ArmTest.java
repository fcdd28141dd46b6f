package io.aksguard.lab.tenant;

import static io.aksguard.lab.tenant.Bench.AKS;
import static io.aksguard.lab.tenant.Bench.CLUSTER;
import static io.aksguard.lab.tenant.Bench.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.resourcemanager.containerservice.ContainerServiceManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArmTest {
  private final Bench bench = new Bench(TenantOptions.unthrottled(7).pageSize(2));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void typedClient_readsAClusterAndFollowsPages() {
    bench.tenant.seed(Bench.cluster("aks-a"));
    bench.tenant.seed(Bench.cluster("aks-b"));
    var client =
        ContainerServiceManager.configure()
            .withHttpClient(bench.azureHttp())
            .authenticate(bench.credential(), bench.profile());

    var one = client.serviceClient().getManagedClusters().getByResourceGroup("rg-shop", "aks-shop");
    var names =
        client.serviceClient().getManagedClusters().list().stream()
            .map(each -> each.name())
            .toList();

    assertThat(one.disableLocalAccounts()).isTrue();
    assertThat(names).containsExactly("aks-a", "aks-b", "aks-shop");
  }

  @Test
  void ids_areFoundInAnyCasing() {
    String odd = CLUSTER.toLowerCase(java.util.Locale.ROOT).replace("aks-shop", "AKS-Shop");

    assertThat(bench.get(odd + AKS).json().path("id").asText()).isEqualTo(CLUSTER);
  }

  @Test
  void put_takesItsTimeAndEndsSucceeded_inTheTenantsTime() {
    Bench.Reply put = bench.put(CLUSTER + AKS, "{\"properties\":{\"enableRBAC\":true}}");
    String operation = put.header("azure-asyncoperation");

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.header("retry-after")).isEqualTo("10");
    assertThat(state()).isEqualTo("Updating");
    assertThat(bench.get(operation).json().path("status").asText()).isEqualTo("InProgress");

    bench.clock.advance(Duration.ofSeconds(90));

    assertThat(bench.get(operation).json().path("status").asText()).isEqualTo("Succeeded");
    assertThat(state()).isEqualTo("Succeeded");
  }

  @Test
  void put_keepsWhatTheBodyLeavesOut_andWhatOnlyAksWrites() {
    bench.put(
        CLUSTER + AKS,
        "{\"tags\":{\"a\":\"b\"},\"properties\":{\"disableRunCommand\":null,"
            + "\"provisioningState\":\"Nonsense\",\"autoUpgradeProfile\":{\"upgradeChannel\":\"patch\"}}}");

    JsonNode body = bench.get(CLUSTER + AKS).json();

    assertThat(body.at("/properties/disableLocalAccounts").asBoolean()).isTrue();
    assertThat(body.at("/properties/autoUpgradeProfile/upgradeChannel").asText())
        .isEqualTo("patch");
    assertThat(body.at("/properties/provisioningState").asText()).isEqualTo("Updating");
    assertThat(body.at("/properties/agentPoolProfiles").size()).isEqualTo(2);
  }

  @Test
  void put_isRefusedWith409_whileAnOperationRuns() {
    bench.put(CLUSTER + AKS, "{\"properties\":{}}");

    Bench.Reply again = bench.put(CLUSTER + AKS, "{\"properties\":{}}");
    Bench.Reply pool = bench.put(CLUSTER + "/agentPools/apps" + AKS, "{\"properties\":{}}");

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("OperationNotAllowed");
    assertThat(pool.status()).isEqualTo(409);
  }

  @Test
  void conditions_areAnsweredAsAksDoes() {
    String etag = bench.get(CLUSTER + AKS).json().path("eTag").asText();
    String missing = CLUSTER + "-x" + AKS;
    String body = "{\"location\":\"westeurope\",\"properties\":{}}";

    assertThat(bench.put(missing, body, "If-Match", "*").status()).isEqualTo(412);
    assertThat(bench.put(CLUSTER + AKS, body, "If-Match", "other").status()).isEqualTo(412);
    assertThat(bench.put(CLUSTER + AKS, body, "If-None-Match", "*").status()).isEqualTo(412);
    assertThat(bench.put(CLUSTER + AKS, body, "If-None-Match", "x").status()).isEqualTo(400);
    assertThat(bench.put(CLUSTER + AKS, body, "If-None-Match", "*", "If-Match", etag).status())
        .isEqualTo(400);
    assertThat(bench.put(CLUSTER + AKS, body, "If-Match", etag).status()).isEqualTo(200);
  }

  @Test
  void clusterWrite_changesAllEtags_andAPoolWriteOnlyItsOwn() {
    JsonNode before = bench.get(CLUSTER + AKS).json();
    bench.put(CLUSTER + AKS, "{\"properties\":{}}");
    bench.clock.advance(Duration.ofMinutes(2));
    JsonNode after = bench.get(CLUSTER + AKS).json();
    bench.put(CLUSTER + "/agentPools/apps" + AKS, "{\"properties\":{\"count\":6}}");
    JsonNode last = bench.get(CLUSTER + AKS).json();

    for (String at : new String[] {"/eTag", pool(0) + "/eTag", pool(1) + "/eTag"}) {
      assertThat(after.at(at)).as(at).isNotEqualTo(before.at(at));
    }
    assertThat(last.at("/eTag")).isEqualTo(after.at("/eTag"));
    assertThat(last.at(pool(0) + "/eTag")).isEqualTo(after.at(pool(0) + "/eTag"));
    assertThat(last.at(pool(1) + "/eTag")).isNotEqualTo(after.at(pool(1) + "/eTag"));
    assertThat(last.at(pool(1) + "/count").asInt()).isEqualTo(6);
  }

  @Test
  void pools_areChildrenAndMembers_always() {
    bench.put(
        CLUSTER + "/agentPools/gpu" + AKS, "{\"properties\":{\"mode\":\"User\",\"count\":1}}");
    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(bench.get(CLUSTER + AKS).json().at("/properties/agentPoolProfiles").size())
        .isEqualTo(3);
    assertThat(bench.get(CLUSTER + "/agentPools/gpu" + AKS).json().at("/properties/count").asInt())
        .isEqualTo(1);

    assertThat(bench.send("DELETE", CLUSTER + "/agentPools/gpu" + AKS, "").status()).isEqualTo(202);
    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(bench.get(CLUSTER + "/agentPools/gpu" + AKS).status()).isEqualTo(404);
    assertThat(bench.get(CLUSTER + "/agentPools" + AKS).json().path("value").size()).isEqualTo(2);
  }

  @Test
  void patch_takesTagsOnly() {
    assertThat(bench.send("PATCH", CLUSTER + AKS, "{\"properties\":{}}").status()).isEqualTo(400);
    assertThat(bench.send("PATCH", CLUSTER + AKS, "{\"tags\":{\"k\":\"v\"}}").status())
        .isEqualTo(200);
    assertThat(bench.get(CLUSTER + AKS).json().at("/tags/k").asText()).isEqualTo("v");
  }

  @Test
  void delete_removesTheClusterWithWhatIsAttached_whenItsTimeIsOver() {
    bench.put(
        CLUSTER
            + "/providers/Microsoft.Insights/diagnosticSettings/audit"
            + "?api-version=2021-05-01-preview",
        "{\"properties\":{\"logs\":[]}}");

    assertThat(bench.send("DELETE", CLUSTER + AKS, "").status()).isEqualTo(202);
    assertThat(state()).isEqualTo("Deleting");
    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(bench.get(CLUSTER + AKS).status()).isEqualTo(404);
    assertThat(bench.send("DELETE", CLUSTER + AKS, "").status()).isEqualTo(204);
  }

  @Test
  void apiVersion_mustBeThereAndServed() {
    assertThat(bench.get(CLUSTER).code()).isEqualTo("MissingApiVersionParameter");
    assertThat(bench.get(CLUSTER + "?api-version=soon").code())
        .isEqualTo("InvalidApiVersionParameter");
    for (String version : new String[] {"2031-01-01", "2024-06-02-preview", "2026-08-02"}) {
      Bench.Reply reply = bench.get(CLUSTER + "?api-version=" + version);
      assertThat(reply.code()).as(version).isEqualTo("NoRegisteredProviderFound");
      assertThat(reply.status()).isEqualTo(400);
    }
  }

  @Test
  void forbiddenSubscription_isAnswered403() {
    bench.tenant.deny(bench.principal, Bench.SUB);

    assertThat(bench.get(CLUSTER + AKS).code()).isEqualTo("AuthorizationFailed");
    assertThat(
            bench
                .get("/subscriptions?api-version=2022-12-01")
                .json()
                .path("value")
                .findValuesAsText("subscriptionId"))
        .containsExactly(Bench.OTHER);
  }

  @Test
  void lists_showWhatIsInherited_whereArmDoes() {
    String assignments = "/providers/Microsoft.Authorization/policyAssignments";
    String group = "/providers/Microsoft.Management/managementGroups/mg-root";
    for (String scope : new String[] {group, "/subscriptions/" + Bench.SUB, GROUP}) {
      String name = scope.substring(scope.lastIndexOf('/') + 1);
      bench.put(
          scope + assignments + "/" + name + "?api-version=2022-06-01", "{\"properties\":{}}");
    }

    JsonNode atCluster = bench.get(GROUP + assignments + "?api-version=2022-06-01").json();
    assertThat(atCluster.path("value").size()).isEqualTo(2);
    assertThat(bench.get(atCluster.path("nextLink").asText()).json().path("value").size())
        .isEqualTo(1);
    assertThat(
            bench
                .get("/subscriptions/" + Bench.OTHER + assignments + "?api-version=2022-06-01")
                .json()
                .path("value")
                .findValuesAsText("name"))
        .containsExactly("mg-root");
  }

  @Test
  void correlationId_isEchoed() {
    Bench.Reply reply = bench.get(CLUSTER + AKS, "x-ms-correlation-request-id", "abc");

    assertThat(reply.header("x-ms-correlation-request-id")).isEqualTo("abc");
    assertThat(reply.header("x-ms-request-id")).isNotEmpty();
  }

  private String state() {
    return bench.get(CLUSTER + AKS).json().at("/properties/provisioningState").asText();
  }

  private static String pool(int n) {
    return "/properties/agentPoolProfiles/" + n;
  }
}
