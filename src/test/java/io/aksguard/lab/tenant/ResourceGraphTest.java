package io.aksguard.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceGraphTest {
  private static final String CLUSTERS =
      "resources | where type =~ 'Microsoft.ContainerService/managedClusters'";
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void typedClient_getsRows() {
    var client =
        ResourceGraphManager.configure()
            .withHttpClient(bench.azureHttp())
            .authenticate(bench.credential(), bench.profile());

    var answer =
        client
            .resourceProviders()
            .resources(
                new QueryRequest()
                    .withQuery(CLUSTERS + " | project id, name | order by id asc")
                    .withSubscriptions(List.of(Bench.SUB))
                    .withOptions(new QueryRequestOptions().withTop(1000)));

    assertThat(answer.totalRecords()).isEqualTo(1);
    assertThat(String.valueOf(answer.data())).contains("aks-shop");
  }

  @Test
  void pages_areFollowedToTheEnd() {
    for (int i = 0; i < 25; i++) {
      bench.tenant.seed(Bench.cluster("aks-" + i));
    }
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      String skip = token.isEmpty() ? "" : ",\"$skipToken\":\"" + token + "\"";
      ObjectNode page =
          bench.query(CLUSTERS + "| order by id asc", ",\"options\":{\"$top\":10" + skip + "}");
      assertThat(page.path("totalRecords").asInt()).isEqualTo(26);
      page.path("data").forEach(row -> names.add(row.path("name").asText()));
      token = page.path("$skipToken").asText();
    } while (!token.isEmpty());

    assertThat(names).hasSize(26).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void rows_areAsTheyWereAWhileAgo() {
    bench.put(Bench.CLUSTER + Bench.AKS, "{\"properties\":{\"disableLocalAccounts\":false}}");
    String query = CLUSTERS + " | project id, off = properties.disableLocalAccounts";

    bench.clock.advance(Duration.ofSeconds(29));
    assertThat(bench.query(query, "").at("/data/0/off").asBoolean()).isTrue();

    bench.clock.advance(Duration.ofSeconds(1));
    assertThat(bench.query(query, "").at("/data/0/off").asBoolean()).isFalse();
  }

  @Test
  void changes_areMadeFromWrites() {
    bench.put(
        Bench.CLUSTER + Bench.AKS,
        "{\"properties\":{\"disableLocalAccounts\":false}}",
        "x-ms-correlation-request-id",
        "c-1");
    bench.clock.advance(Duration.ofMinutes(2));

    JsonNode row =
        bench
            .query(
                "resourcechanges | where tostring(properties.targetResourceType) =~ "
                    + "'microsoft.containerservice/managedclusters' | order by id asc",
                "")
            .at("/data/0");

    assertThat(row.at("/properties/targetResourceId").asText()).isEqualTo(Bench.CLUSTER);
    assertThat(row.at("/properties/changeAttributes/correlationId").asText()).isEqualTo("c-1");
    assertThat(row.at("/properties/changeAttributes/changedBy").asText())
        .isEqualTo(bench.principal.clientId());
    assertThat(row.at("/properties/changes/properties.disableLocalAccounts/newValue").asText())
        .isEqualTo("false");
  }

  @Test
  void count_isSummarized() {
    assertThat(bench.query(CLUSTERS + " | summarize count()", "").at("/data/0/count_").asInt())
        .isEqualTo(1);
    assertThat(bench.query("resources | summarize n = count() by type", "").at("/data/0/n").asInt())
        .isEqualTo(1);
  }

  @Test
  void conditions_areUnderstood() {
    String id = "tostring(properties.agentPoolProfiles[1].name) == 'apps'";
    for (String where :
        List.of(
            "id contains '/managedclusters/' or id contains '/registries/'",
            "type in~ ('a', 'MICROSOFT.containerservice/managedclusters')",
            "not(type =~ 'x') and (name == 'aks-shop')",
            "properties.disableLocalAccounts == true",
            id,
            "properties.agentPoolProfiles[0]['count'] == 3",
            "isnotempty(location) and resourceGroup == 'rg-shop'")) {
      ObjectNode answer = bench.query("resources | where " + where, "");
      assertThat(answer.path("count").asInt()).as(where).isEqualTo(1);
    }
  }

  @Test
  void whatIsNotUnderstood_isRefused() {
    for (String query :
        List.of(
            "resources | join kind=leftouter (resources) on id",
            "resources | where nosuchcolumn == 'x'",
            "resources | mv-expand properties",
            "resources | where type matches regex 'x'",
            "nosuchtable",
            "resources | project id | where name == 'x'",
            "resources | where bag_keys(tags) == 'x'",
            "resources where type == 'x'",
            "resources | summarize max(id)")) {
      ObjectNode answer = bench.query(query, "");
      assertThat(answer.path("status").asInt()).as(query).isEqualTo(400);
      assertThat(answer.at("/error/details/1/code").asText()).isEqualTo("ParserFailure");
    }
  }

  @Test
  void unreadableSubscriptions_areLeftOutWithoutAWord() {
    bench.tenant.deny(bench.principal, Bench.SUB);

    assertThat(bench.query(CLUSTERS, "").path("count").asInt()).isZero();
    assertThat(
            bench
                .query("resourcecontainers", ",\"managementGroups\":[\"mg-root\"]")
                .path("data")
                .findValuesAsText("subscriptionId"))
        .doesNotContain(Bench.SUB)
        .contains(Bench.OTHER);
  }

  @Test
  void subscriptions_nameTheGroupsAboveThem() {
    JsonNode row =
        bench
            .query(
                "resourcecontainers | where type =~ 'microsoft.resources/subscriptions'",
                ",\"subscriptions\":[\"" + Bench.SUB + "\"]")
            .at("/data/0");

    assertThat(row.at("/properties/managementGroupAncestorsChain").findValuesAsText("name"))
        .containsExactly("mg-shop", "mg-root");
  }

  @Test
  void answerThatIsTooLong_isRefused_andASmallerPageIsNot() {
    try (Bench small = new Bench(TenantOptions.unthrottled(3).graphBytes(4_000))) {
      for (int i = 0; i < 10; i++) {
        small.tenant.seed(Bench.cluster("aks-" + i));
      }

      ObjectNode refused = small.query(CLUSTERS, "");

      assertThat(refused.path("status").asInt()).isEqualTo(400);
      assertThat(refused.at("/error/code").asText()).isEqualTo("BadRequest");
      assertThat(refused.at("/error/details/0/code").asText()).isEqualTo("ResponsePayloadTooLarge");
      assertThat(small.query(CLUSTERS, ",\"options\":{\"$top\":1}").path("status").asInt())
          .isEqualTo(200);
    }
  }

  @Test
  void quota_isFifteenInFiveSeconds() {
    try (Bench strict = new Bench(TenantOptions.azure(3))) {
      for (int i = 0; i < 15; i++) {
        assertThat(strict.query(CLUSTERS, "").path("status").asInt()).isEqualTo(200);
      }
      assertThat(strict.query(CLUSTERS, "").path("status").asInt()).isEqualTo(429);

      strict.clock.advance(Duration.ofSeconds(6));
      assertThat(strict.query(CLUSTERS, "").path("status").asInt()).isEqualTo(200);
    }
  }
}
