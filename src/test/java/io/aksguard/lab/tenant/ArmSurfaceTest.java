package io.aksguard.lab.tenant;

import static io.aksguard.lab.tenant.Bench.AKS;
import static io.aksguard.lab.tenant.Bench.CLUSTER;
import static io.aksguard.lab.tenant.Bench.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rest of what the collectors ask ARM for. */
class ArmSurfaceTest {
  private static final String NETWORK = "?api-version=2024-05-01";
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void rules_areChildrenAndMembersOfTheirGroup() {
    String group = GROUP + "/providers/Microsoft.Network/networkSecurityGroups/nsg";
    bench.put(
        group + NETWORK, "{\"location\":\"westeurope\",\"properties\":{\"securityRules\":[]}}");
    bench.put(group + "/securityRules/ssh" + NETWORK, "{\"properties\":{\"access\":\"Allow\"}}");

    assertThat(bench.get(group + NETWORK).json().at("/properties/securityRules/0/name").asText())
        .isEqualTo("ssh");
    assertThat(
            bench
                .get(group + "/securityRules/ssh" + NETWORK)
                .json()
                .at("/properties/access")
                .asText())
        .isEqualTo("Allow");

    assertThat(bench.send("DELETE", group + "/securityRules/ssh" + NETWORK, "").status())
        .isEqualTo(200);
    assertThat(bench.get(group + "/securityRules" + NETWORK).json().path("value")).isEmpty();
  }

  @Test
  void locks_forbidWhatTheySay() {
    String lock = GROUP + "/providers/Microsoft.Authorization/locks/l?api-version=2020-05-01";
    bench.put(lock, "{\"properties\":{\"level\":\"CanNotDelete\"}}");

    assertThat(bench.send("DELETE", CLUSTER + AKS, "").code()).isEqualTo("ScopeLocked");
    assertThat(bench.put(CLUSTER + AKS, "{\"properties\":{}}").status()).isEqualTo(200);
    bench.clock.advance(Duration.ofMinutes(2));

    bench.put(lock, "{\"properties\":{\"level\":\"ReadOnly\"}}");
    assertThat(bench.put(CLUSTER + AKS, "{\"properties\":{}}").status()).isEqualTo(409);

    assertThat(bench.send("DELETE", lock, "").status()).isEqualTo(200);
    assertThat(bench.send("DELETE", CLUSTER + AKS, "").status()).isEqualTo(202);
  }

  @Test
  void versions_areListed() {
    String location =
        "/subscriptions/"
            + Bench.SUB
            + "/providers/Microsoft.ContainerService/locations/westeurope";

    JsonNode versions = bench.get(location + "/kubernetesVersions" + AKS).json().path("values");
    JsonNode upgrades = bench.get(CLUSTER + "/upgradeProfiles/default" + AKS).json();
    JsonNode pool = bench.get(CLUSTER + "/agentPools/apps/upgradeProfiles/default" + AKS).json();

    assertThat(versions.findValuesAsText("version")).contains("1.35", "1.36");
    assertThat(upgrades.at("/properties/controlPlaneProfile/kubernetesVersion").asText())
        .isEqualTo("1.36.2");
    assertThat(
            upgrades
                .at("/properties/controlPlaneProfile/upgrades")
                .findValuesAsText("kubernetesVersion"))
        .containsExactly("1.37.0");
    assertThat(pool.at("/properties/latestNodeImageVersion").asText())
        .isEqualTo("AKSUbuntu-2404gen2containerd-202611.09.0");
    assertThat(bench.get(location + "/meshRevisionProfiles" + AKS).json().path("value")).hasSize(1);
  }

  @Test
  void nodeImageUpgrade_takesTheNewestImage_andTellsItOnTheClustersTopic() {
    bench.tenant.releaseNodeImages("202611.23.0");

    Bench.Reply reply =
        bench.send("POST", CLUSTER + "/agentPools/apps/upgradeNodeImageVersion" + AKS, "");
    assertThat(reply.status()).isEqualTo(202);
    assertThat(bench.get(reply.header("location")).status()).isEqualTo(202);
    bench.clock.advance(Duration.ofMinutes(2));
    bench.tenant.settle();

    assertThat(bench.get(reply.header("location")).status()).isEqualTo(204);
    assertThat(bench.tenant.truth().at(CLUSTER, "/properties/agentPoolProfiles/1/nodeImageVersion"))
        .isEqualTo("AKSUbuntu-2404gen2containerd-202611.23.0");
    assertThat(bench.tenant.eventGrid().raised())
        .extracting(RaisedEvent::type)
        .contains(
            "Microsoft.ContainerService.NodePoolRollingStarted",
            "Microsoft.ContainerService.NodePoolRollingSucceeded");
  }

  @Test
  void operation_canFail() {
    bench.tenant.failOperations(1);
    Bench.Reply put = bench.put(CLUSTER + AKS, "{\"properties\":{}}");
    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(bench.get(put.header("azure-asyncoperation")).json().path("status").asText())
        .isEqualTo("Failed");
    assertThat(bench.tenant.truth().at(CLUSTER, "/properties/provisioningState"))
        .isEqualTo("Failed");
    assertThat(bench.tenant.eventGrid().raised())
        .extracting(RaisedEvent::type)
        .contains("Microsoft.Resources.ResourceWriteFailure");
  }

  @Test
  void operation_canBeAborted_whileItRuns() {
    bench.put(CLUSTER + AKS, "{\"properties\":{}}");

    assertThat(bench.send("POST", CLUSTER + "/abort" + AKS, "").status()).isEqualTo(204);
    assertThat(bench.send("POST", CLUSTER + "/abort" + AKS, "").status()).isEqualTo(409);
    assertThat(bench.put(CLUSTER + AKS, "{\"properties\":{}}").status()).isEqualTo(200);
  }

  @Test
  void activityLog_holdsWhatWasDone() {
    bench.put(CLUSTER + AKS, "{\"properties\":{}}");
    String path =
        "/subscriptions/"
            + Bench.SUB
            + "/providers/Microsoft.Insights/eventtypes/management/values"
            + "?api-version=2015-04-01&$filter=eventTimestamp%20ge%20'2026-11-01T00:00:00Z'"
            + "%20and%20resourceUri%20eq%20'"
            + CLUSTER
            + "'";

    JsonNode all = bench.get(path).json().path("value");
    JsonNode some = bench.get(path + "&$select=eventTimestamp,operationName").json().path("value");

    assertThat(all.at("/0/operationName/value").asText())
        .isEqualTo("Microsoft.ContainerService/managedClusters/write");
    assertThat(all.get(0).has("caller")).isTrue();
    assertThat(some.get(0).has("caller")).isFalse();
  }

  @Test
  void adminCredential_isRefused_whereLocalAccountsAreDisabled() {
    assertThat(bench.send("POST", CLUSTER + "/listClusterAdminCredential" + AKS, "").status())
        .isEqualTo(400);
    assertThat(
            bench
                .send("POST", CLUSTER + "/listClusterUserCredential" + AKS, "")
                .json()
                .at("/kubeconfigs/0/value")
                .asText())
        .isNotEmpty();
  }

  @Test
  void whatHasNoParent_isRefused() {
    String nowhere = GROUP + "x/providers/Microsoft.Network/networkSecurityGroups/nsg" + NETWORK;

    assertThat(bench.put(nowhere, "{\"properties\":{}}").code()).isEqualTo("ResourceGroupNotFound");
    assertThat(bench.get(nowhere).code()).isEqualTo("ResourceGroupNotFound");
    assertThat(bench.get(CLUSTER + "x" + AKS).code()).isEqualTo("ResourceNotFound");
    assertThat(bench.get(CLUSTER + "x/maintenanceConfigurations" + AKS).code())
        .isEqualTo("ParentResourceNotFound");
    assertThat(bench.get("/nothing" + AKS).code()).isEqualTo("MissingSubscription");
    assertThat(bench.get("/subscriptions/none/resourceGroups?api-version=2021-04-01").code())
        .isEqualTo("SubscriptionNotFound");
  }

  @Test
  void badRequests_areAnswered400() {
    assertThat(bench.put(CLUSTER + AKS, "{").status()).isEqualTo(400);
    assertThat(bench.put(CLUSTER + AKS, "[]").status()).isEqualTo(400);
    assertThat(bench.send("POST", "/batch?api-version=2020-06-01", "{\"requests\":[]}").status())
        .isEqualTo(400);
    assertThat(
            bench
                .put(
                    CLUSTER + AKS,
                    "{\"properties\":{\"agentPoolProfiles\":[{\"name\":\"system\"}]}}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void writesAndReadsOfManyThreads_leaveEveryWriteInPlace() {
    for (int i = 0; i < 20; i++) {
      bench.tenant.seed(Bench.cluster("aks-" + i));
    }
    Principal principal = bench.tenant.newPrincipal();

    List<Integer> statuses =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(
                i -> {
                  String id = CLUSTER.replace("aks-shop", "aks-" + i % 20);
                  ArmClient arm = bench.tenant.as(principal);
                  return i < 20
                      ? arm.call("PATCH", id + AKS, "{\"tags\":{\"n\":\"" + i + "\"}}").status()
                      : arm.call("GET", id + AKS, "").status();
                })
            .toList();

    assertThat(statuses).containsOnly(200);
    for (int i = 0; i < 20; i++) {
      assertThat(bench.tenant.truth().at(CLUSTER.replace("aks-shop", "aks-" + i), "/tags/n"))
          .isEqualTo(String.valueOf(i));
    }
  }
}
