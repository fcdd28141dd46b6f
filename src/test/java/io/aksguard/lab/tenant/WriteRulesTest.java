package io.aksguard.lab.tenant;

import static io.aksguard.lab.tenant.Bench.AKS;
import static io.aksguard.lab.tenant.Bench.CLUSTER;
import static io.aksguard.lab.tenant.Bench.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Azure makes of a PUT beyond taking it: it keeps, drops and refuses some of it. */
class WriteRulesTest {
  private static final String REGISTRY =
      GROUP + "/providers/Microsoft.ContainerRegistry/registries/acr?api-version=2025-11-01";
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aadProfile.managed               | {\"aadProfile\":{\"managed\":true}}",
        "oidcIssuerProfile.enabled        | {\"oidcIssuerProfile\":{\"enabled\":true}}",
        "networkProfile.networkPluginMode |"
            + " {\"networkProfile\":{\"networkPluginMode\":\"overlay\"}}",
        "diskEncryptionSetID              | {\"diskEncryptionSetID\":\"/a\"}"
      })
  void whatLasts_isRefused_whenItIsTakenBack(String property, String set) {
    putCluster(set);
    String back = set.replace("true", "false").replace("overlay", "none").replace("/a", "/b");

    Bench.Reply reply = bench.put(CLUSTER + AKS, "{\"properties\":" + back + "}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("PropertyChangeNotAllowed");
    assertThat(reply.json().at("/error/message").asText()).contains("properties." + property);
  }

  @Test
  void registry_isNotWrittenByAVersion_thatDoesNotKnowWhatIsSetThere() {
    String old = REGISTRY.replace("2025-11-01", "2023-07-01");
    String open =
        "{\"location\":\"westeurope\",\"sku\":{\"name\":\"Premium\"},"
            + "\"properties\":{\"anonymousPullEnabled\":true}}";
    bench.put(REGISTRY, open);

    assertThat(bench.get(REGISTRY).json().at("/properties/anonymousPullEnabled").asBoolean())
        .isTrue();
    assertThat(bench.get(old).json().at("/properties").has("anonymousPullEnabled")).isFalse();
    assertThat(bench.put(old, open.replace("true", "false")).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.Insights/dataCollectionEndpoints/aks-guard-a-name-of-forty-four-characters-ab, 201",
    "Microsoft.Insights/dataCollectionEndpoints/aks-guard-a-name-of-forty-five-characters-abc, 400",
    "Microsoft.Insights/dataCollectionEndpoints/aks_guard, 400",
    "Microsoft.Insights/dataCollectionRules/aks_guard, 201"
  })
  void names_areRefused_whereTheirTypeDoesNotTakeThem(String name, int status) {
    String id = GROUP + "/providers/" + name + "?api-version=2022-06-01";

    assertThat(bench.put(id, "{\"location\":\"westeurope\",\"properties\":{}}").status())
        .isEqualTo(status);
  }

  @Test
  void pool_keepsWhatIsFixedWhenItIsMade() {
    String pool = CLUSTER + "/agentPools/apps" + AKS;
    bench.put(
        CLUSTER + "/agentPools/new" + AKS, "{\"properties\":{\"enableEncryptionAtHost\":false}}");
    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(
            bench
                .put(
                    CLUSTER + "/agentPools/new" + AKS,
                    "{\"properties\":{\"enableEncryptionAtHost\":true}}")
                .status())
        .isEqualTo(400);
    assertThat(bench.put(pool, "{\"properties\":{\"count\":4}}").status()).isEqualTo(200);
  }

  @Test
  void pool_isUpgraded_whenTheOperationHasEnded() {
    String pool = CLUSTER + "/agentPools/apps";
    bench.tenant.releaseNodeImages("202611.23.0");
    bench.put(pool + AKS, "{\"properties\":{\"orchestratorVersion\":\"1.37\"}}");
    assertThat(current(pool)).isEqualTo("1.36.2");

    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(current(pool)).isEqualTo("1.37.0");
    assertThat(bench.get(pool + AKS).json().at("/properties/nodeImageVersion").asText())
        .endsWith("202611.23.0");
  }

  private String current(String pool) {
    return bench.get(pool + AKS).json().at("/properties/currentOrchestratorVersion").asText();
  }

  @Test
  void featureThatIsOff_losesItsSettings_andTheOthersKeepThem() {
    putCluster(
        "{\"addonProfiles\":{\"a\":{\"enabled\":true,\"config\":{\"x\":\"1\"}},"
            + "\"b\":{\"enabled\":true,\"config\":{\"y\":\"1\"}}}}");
    putCluster("{\"addonProfiles\":{\"a\":{\"enabled\":false},\"b\":{\"enabled\":true}}}");

    JsonNode addons = bench.get(CLUSTER + AKS).json().at("/properties/addonProfiles");

    assertThat(addons.path("a").has("config")).isFalse();
    assertThat(addons.at("/b/config/y").asText()).isEqualTo("1");
  }

  @Test
  void secrets_areTakenAndNeverAnswered_andLegacyAppsGo() {
    putCluster(
        "{\"aadProfile\":{\"clientAppID\":\"a\",\"serverAppID\":\"b\",\"serverAppSecret\":\"c\"},"
            + "\"windowsProfile\":{\"adminUsername\":\"u\",\"adminPassword\":\"p\"}}");
    assertThat(bench.tenant.truth().body(CLUSTER).orElseThrow())
        .contains("clientAppID")
        .doesNotContain("serverAppSecret", "adminPassword");

    putCluster("{\"aadProfile\":{\"managed\":true}}");

    assertThat(bench.get(CLUSTER + AKS).json().at("/properties/aadProfile"))
        .isEqualTo(Json.object("{\"managed\":true}"));
  }

  @Test
  void registry_isReplaced_andKeepsWhatOnlyTheServiceWrites() {
    bench.tenant.seed(
        "{\"id\":\""
            + REGISTRY.substring(0, REGISTRY.indexOf('?'))
            + "\",\"name\":\"acr\",\"type\":\"Microsoft.ContainerRegistry/registries\","
            + "\"location\":\"westeurope\",\"sku\":{\"name\":\"Premium\"},\"properties\":"
            + "{\"loginServer\":\"acr.azurecr.io\",\"anonymousPullEnabled\":true}}");

    bench.put(
        REGISTRY,
        "{\"location\":\"westeurope\",\"properties\":"
            + "{\"adminUserEnabled\":false,\"loginServer\":\"other\"}}");

    JsonNode after = bench.get(REGISTRY).json();
    assertThat(after.has("sku")).isFalse();
    assertThat(after.path("properties"))
        .isEqualTo(
            Json.object(
                "{\"adminUserEnabled\":false,\"loginServer\":\"acr.azurecr.io\","
                    + "\"provisioningState\":\"Succeeded\"}"));
  }

  @Test
  void writeOfALongType_isRefused_whileTheOneBeforeRuns() {
    String gateway =
        GROUP + "/providers/Microsoft.Network/applicationGateways/agw?api-version=2024-05-01";
    String body = "{\"location\":\"westeurope\",\"properties\":{}}";

    Bench.Reply made = bench.put(gateway, body);

    assertThat(made.json().at("/properties/provisioningState").asText()).isEqualTo("Creating");
    assertThat(bench.put(gateway, body).code()).isEqualTo("AnotherOperationInProgress");
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(bench.put(gateway, body).status()).isEqualTo(200);
  }

  @Test
  void readOnlyLock_forbidsActionsToo() {
    bench.put(
        CLUSTER + "/providers/Microsoft.Authorization/locks/l?api-version=2020-05-01",
        "{\"properties\":{\"level\":\"ReadOnly\"}}");

    assertThat(bench.send("POST", CLUSTER + "/rotateClusterCertificates" + AKS, "").code())
        .isEqualTo("ScopeLocked");
  }

  @Test
  void canceledOperation_endsInTheLogAndInTheResource() {
    Bench.Reply put = bench.put(CLUSTER + AKS, "{\"properties\":{\"disableRunCommand\":true}}");
    bench.send("POST", CLUSTER + "/abort" + AKS, "");

    ObjectNode last = Json.object(bench.tenant.truth().log().get(1));
    assertThat(last.at("/status/value").asText()).isEqualTo("Canceled");
    assertThat(bench.get(put.header("azure-asyncoperation")).json().path("status").asText())
        .isEqualTo("Canceled");
    assertThat(bench.tenant.truth().at(CLUSTER, "/properties/provisioningState"))
        .isEqualTo("Canceled");
    assertThat(bench.tenant.truth().at(CLUSTER, "/properties/disableRunCommand")).isEqualTo("true");
  }

  private void putCluster(String properties) {
    Bench.Reply put = bench.put(CLUSTER + AKS, "{\"properties\":" + properties + "}");
    assertThat(put.status()).as("%s", put.json()).isEqualTo(200);
    bench.clock.advance(Duration.ofMinutes(2));
  }
}
