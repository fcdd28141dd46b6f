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

/** What Azure does beside what a body says, where remedies count on it. */
class RemedyEffectsTest {
  private static final String REGISTRY =
      GROUP + "/providers/Microsoft.ContainerRegistry/registries/acr";
  private static final String ENDPOINT =
      GROUP + "/providers/Microsoft.Network/privateEndpoints/pe?api-version=2024-05-01";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void privateEndpoint_isConnectedWhenItIsMade_andLetsGoWhenItIsDeleted() {
    bench.tenant.seed("{\"id\":\"" + REGISTRY + "\",\"properties\":{}}");

    bench.put(
        ENDPOINT,
        "{\"location\":\"westeurope\",\"properties\":{\"privateLinkServiceConnections\":["
            + "{\"name\":\"r\",\"properties\":{\"privateLinkServiceId\":\""
            + REGISTRY
            + "\"}}]}}");
    assertThat(connections()).isEmpty();
    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(connections()).hasSize(1);
    assertThat(
            connections()
                .get(0)
                .at("/properties/privateLinkServiceConnectionState/status")
                .asText())
        .isEqualTo("Approved");

    bench.send("DELETE", ENDPOINT, "");
    assertThat(connections()).isEmpty();
  }

  private JsonNode connections() {
    return bench
        .get(REGISTRY + "?api-version=2025-11-01")
        .json()
        .path("properties")
        .path("privateEndpointConnections");
  }

  @Test
  void controlPlane_isUpgradedToWhatItsProfileOffers_andNeverBack() {
    assertThat(upgrade("1.37.0").status()).isEqualTo(200);
    bench.clock.advance(Duration.ofMinutes(2));
    JsonNode cluster = bench.get(CLUSTER + AKS).json();
    assertThat(cluster.at("/properties/currentKubernetesVersion").asText()).isEqualTo("1.37.0");
    assertThat(cluster.at("/properties/agentPoolProfiles/0/currentOrchestratorVersion").asText())
        .as("pools stay behind")
        .isEqualTo("1.36.2");

    assertThat(upgrade("1.36.2").status()).isEqualTo(400);
    assertThat(upgrade("1.37").status()).as("the version that runs").isEqualTo(200);
  }

  @Test
  void controlPlane_doesNotSkipAMinor() {
    ObjectNode old = Json.object(Bench.cluster("aks-old"));
    Json.under(old, "properties").put("kubernetesVersion", "1.34.6");
    bench.tenant.seed(Json.text(old));
    String url = CLUSTER.replace("aks-shop", "aks-old") + AKS;

    String body = "{\"properties\":{\"kubernetesVersion\":\"1.36.2\"}}";
    assertThat(bench.put(url, body).code()).isEqualTo("OperationNotAllowed");
  }

  private Bench.Reply upgrade(String version) {
    ObjectNode body = (ObjectNode) bench.get(CLUSTER + AKS).json();
    Json.under(body, "properties").put("kubernetesVersion", version);
    return bench.put(CLUSTER + AKS, Json.text(body));
  }

  @Test
  void servicePrincipal_doesNotComeBack() {
    String principal = "{\"properties\":{\"servicePrincipalProfile\":{\"clientId\":\"%s\"}}}";
    assertThat(bench.put(CLUSTER + AKS, principal.formatted("msi")).status()).isEqualTo(200);
    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(bench.put(CLUSTER + AKS, principal.formatted("an-app")).code())
        .isEqualTo("PropertyChangeNotAllowed");
  }

  @Test
  void loadBalancerProfile_goesWithTheOutboundType() {
    String network = "{\"properties\":{\"networkProfile\":{\"outboundType\":\"%s\"%s}}}";
    String profile = ",\"loadBalancerProfile\":{\"managedOutboundIPs\":{\"count\":1}}";
    bench.put(CLUSTER + AKS, network.formatted("loadBalancer", profile));
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(balancer().isObject()).isTrue();

    bench.put(CLUSTER + AKS, network.formatted("userDefinedRouting", ""));
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(balancer().isMissingNode()).isTrue();
  }

  private JsonNode balancer() {
    return bench.get(CLUSTER + AKS).json().at("/properties/networkProfile/loadBalancerProfile");
  }
}
