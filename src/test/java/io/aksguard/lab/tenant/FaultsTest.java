package io.aksguard.lab.tenant;

import static io.aksguard.lab.tenant.Bench.AKS;
import static io.aksguard.lab.tenant.Bench.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @Test
  void rules_strikeWhatTheyMatch_andNothingElse() {
    try (Bench bench = new Bench()) {
      bench
          .tenant
          .faults()
          .add(Fault.of("GET", "/MAINTENANCEconfigurations$", Fault.Effect.FORBIDDEN, 1));

      assertThat(bench.get(CLUSTER + "/maintenanceConfigurations" + AKS).status()).isEqualTo(403);
      assertThat(bench.get(CLUSTER + AKS).status()).isEqualTo(200);

      bench.tenant.faults().clear();
      assertThat(bench.get(CLUSTER + "/maintenanceConfigurations" + AKS).status()).isEqualTo(200);
    }
  }

  @Test
  void share_strikesSomeOfTheCalls() {
    try (Bench bench = new Bench()) {
      bench.tenant.faults().add(Fault.of("", "managedClusters", Fault.Effect.SERVER_ERROR, 0.5));
      int failed = 0;
      for (int i = 0; i < 60; i++) {
        failed += bench.get(CLUSTER + AKS).status() >= 500 ? 1 : 0;
      }

      assertThat(failed).as("seed 7").isBetween(15, 45);
    }
  }

  @Test
  void reset_losesTheAnswer_andTheWriteIsDone() {
    try (Bench bench = new Bench()) {
      bench.tenant.faults().add(Fault.of("PUT", "managedClusters", Fault.Effect.RESET, 1));

      assertThatThrownBy(() -> bench.put(CLUSTER + AKS, "{\"tags\":{\"k\":\"v\"}}"))
          .isInstanceOf(UncheckedIOException.class);

      assertThat(bench.tenant.truth().at(CLUSTER, "/tags/k")).isEqualTo("v");
    }
  }

  @Test
  void proxy_answersAPageOfItsOwn() {
    try (Bench bench = new Bench()) {
      bench.tenant.faults().add(Fault.of("GET", "managedClusters", Fault.Effect.PROXY_PAGE, 1));

      assertThatThrownBy(() -> bench.get(CLUSTER + AKS))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("'<'");
    }
  }

  @Test
  void truncated_isNoJson() {
    try (Bench bench = new Bench()) {
      bench.tenant.faults().add(Fault.of("GET", "managedClusters", Fault.Effect.TRUNCATED, 1));

      assertThatThrownBy(() -> bench.get(CLUSTER + AKS)).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void late_isAnsweredAfterAWhile() {
    try (Bench bench = new Bench()) {
      bench.tenant.faults().add(Fault.late("GET", "managedClusters", 1, Duration.ofMillis(50)));
      long before = System.nanoTime();

      assertThat(bench.get(CLUSTER + AKS).status()).isEqualTo(200);
      assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(50_000_000L);
    }
  }

  @Test
  void shortPages_canBeFollowedToTheEnd() {
    try (Bench bench = new Bench()) {
      bench.tenant.seed(Bench.cluster("aks-a"));
      bench.tenant.faults().add(Fault.of("GET", "managedClusters$", Fault.Effect.SHORT_PAGE, 1));
      String path =
          "/subscriptions/" + Bench.SUB + "/providers/Microsoft.ContainerService/managedClusters";

      Bench.Reply first = bench.get(path + AKS);
      Bench.Reply second = bench.get(first.json().path("nextLink").asText());

      assertThat(first.json().path("value").size()).isEqualTo(1);
      assertThat(second.json().at("/value/0/name").asText()).isEqualTo("aks-shop");
      assertThat(second.json().has("nextLink")).isFalse();
    }
  }

  @Test
  void readsAndWrites_haveBucketsOfTheirOwn_refilledInTime() {
    try (Bench bench = new Bench(TenantOptions.azure(1).limits(3, 0.01, 1, 0.01))) {
      Bench.Reply first = bench.get(CLUSTER + AKS);
      bench.get(CLUSTER + AKS);
      bench.get(CLUSTER + AKS);
      Bench.Reply refused = bench.get(CLUSTER + AKS);
      Bench.Reply write = bench.put(CLUSTER + AKS, "{\"properties\":{}}");

      assertThat(first.header("x-ms-ratelimit-remaining-subscription-reads")).isEqualTo("2");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(90, 100);
      assertThat(write.status()).isEqualTo(200);
      bench.clock.advance(Duration.ofSeconds(110));
      assertThat(bench.get(CLUSTER + AKS).status()).isEqualTo(200);
    }
  }

  @Test
  void batch_answersEachRequest_atOnceOrLater() {
    try (Bench bench = new Bench(TenantOptions.unthrottled(1).batchAtOnce(2))) {
      String one = "{\"name\":\"a\",\"httpMethod\":\"GET\",\"url\":\"" + CLUSTER + AKS + "\"}";
      String missing =
          "{\"name\":\"b\",\"httpMethod\":\"GET\",\"relativeUrl\":\""
              + CLUSTER
              + "-x"
              + AKS
              + "\"}";

      Bench.Reply small =
          bench.send(
              "POST",
              "/batch?api-version=2020-06-01",
              "{\"requests\":[" + one + "," + missing + "]}");
      Bench.Reply big =
          bench.send(
              "POST",
              "/batch?api-version=2020-06-01",
              "{\"requests\":[" + one + "," + missing + "," + one + "]}");
      Bench.Reply later = bench.get(big.header("location"));

      assertThat(small.json().at("/responses/0/httpStatusCode").asInt()).isEqualTo(200);
      assertThat(small.json().at("/responses/0/content/id").asText()).isEqualTo(CLUSTER);
      assertThat(small.json().at("/responses/1/httpStatusCode").asInt()).isEqualTo(404);
      assertThat(small.json().at("/responses/1/name").asText()).isEqualTo("b");
      assertThat(big.status()).isEqualTo(202);
      assertThat(later.json().path("responses").size()).isEqualTo(3);
    }
  }

  @Test
  void etag_isMissingForAShareOfTheClusters() {
    try (Bench bench = new Bench(TenantOptions.unthrottled(1).withoutEtag(0.5))) {
      int without = 0;
      for (int i = 0; i < 30; i++) {
        bench.tenant.seed(Bench.cluster("aks-" + i));
        without +=
            bench.get(CLUSTER.replace("aks-shop", "aks-" + i) + AKS).json().has("eTag") ? 0 : 1;
      }

      assertThat(without).as("seed 1").isBetween(5, 25);
    }
  }
}
