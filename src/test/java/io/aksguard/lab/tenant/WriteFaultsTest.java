package io.aksguard.lab.tenant;

import static io.aksguard.lab.tenant.Bench.AKS;
import static io.aksguard.lab.tenant.Bench.CLUSTER;
import static io.aksguard.lab.tenant.Bench.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.aksguard.lab.tenant.Fault.Effect;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may befall a write, and what is left of it. */
class WriteFaultsTest {
  private static final String FIX = "{\"properties\":{\"disableRunCommand\":true}}";
  private static final String POOL = CLUSTER + "/agentPools/apps";
  private static final String VAULT =
      GROUP + "/providers/Microsoft.KeyVault/vaults/kv?api-version=2023-07-01";
  private static final String RULE =
      GROUP
          + "/providers/Microsoft.Network/networkSecurityGroups/nsg/securityRules/deny"
          + "?api-version=2024-05-01";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void refused_leavesEverything() {
    hit(Effect.REFUSED);

    assertThat(bench.put(CLUSTER + AKS, FIX).status()).isEqualTo(400);
    assertThat(runCommand()).isEmpty();
  }

  @Test
  void undo_canBeRefusedAlone() {
    bench.tenant.faults().add(Fault.of("PUT", "managedClusters", Effect.REFUSED, 1).after(1));

    assertThat(bench.put(CLUSTER + AKS, FIX).status()).isEqualTo(200);
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(bench.put(CLUSTER + AKS, FIX.replace("true", "false")).status()).isEqualTo(400);
    assertThat(runCommand()).isEqualTo("true");
  }

  @Test
  void rule_strikesNoMoreThanItsTimes() {
    bench.tenant.faults().add(Fault.of("GET", "managedClusters", Effect.SERVER_ERROR, 1).times(2));

    assertThat(bench.get(CLUSTER + AKS).status()).isGreaterThanOrEqualTo(500);
    assertThat(bench.get(CLUSTER + AKS).status()).isGreaterThanOrEqualTo(500);
    assertThat(bench.get(CLUSTER + AKS).status()).isEqualTo(200);
  }

  @Test
  void dropped_isLost_andNothingIsDone() {
    hit(Effect.DROPPED);

    assertThatThrownBy(() -> bench.put(CLUSTER + AKS, FIX))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(runCommand()).isEmpty();
  }

  @Test
  void busy_isAnotherOperation_untilItsEnd() {
    bench.tenant.faults().add(Fault.of("PUT", "managedClusters", Effect.BUSY, 1).times(1));

    assertThat(bench.put(POOL + AKS, "{\"properties\":{\"count\":4}}").status()).isEqualTo(409);
    assertThat(state()).isEqualTo("Updating");
    assertThat(bench.tenant.truth().log().get(0)).doesNotContain(bench.principal.clientId());
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(bench.put(POOL + AKS, "{\"properties\":{\"count\":4}}").status()).isEqualTo(200);
  }

  @Test
  void busy_hitsWhatHasNoOperationsOfItsOwn_too() {
    bench.tenant.faults().add(Fault.of("PUT", "vaults|securityRules", Effect.BUSY, 1).times(2));
    bench.put(
        RULE.replace("/securityRules/deny", ""), "{\"location\":\"westeurope\",\"properties\":{}}");

    assertThat(bench.put(VAULT, "{\"properties\":{}}").status()).isEqualTo(409);
    assertThat(bench.put(RULE, "{\"properties\":{}}").status()).isEqualTo(409);
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(bench.put(VAULT, "{\"properties\":{}}").status()).isEqualTo(201);
    assertThat(bench.put(RULE, "{\"properties\":{}}").status()).isEqualTo(201);
  }

  @Test
  void failedOperation_leavesWhatWasWritten_andAFailedCluster() {
    hit(Effect.OPERATION_FAILED);

    assertThat(statusOf(bench.put(CLUSTER + AKS, FIX))).isEqualTo("Failed");
    assertThat(state()).isEqualTo("Failed");
    assertThat(runCommand()).isEqualTo("true");
  }

  @Test
  void canceledOperation_endsSo_forPoolsToo() {
    hit(Effect.OPERATION_CANCELED);

    assertThat(statusOf(bench.put(POOL + AKS, "{\"properties\":{\"count\":4}}")))
        .isEqualTo("Canceled");
    assertThat(bench.get(POOL + AKS).json().at("/properties/provisioningState").asText())
        .isEqualTo("Canceled");
  }

  @Test
  void ignored_succeeds_andNothingHasChanged() {
    hit(Effect.IGNORED);
    JsonNode before = bench.get(CLUSTER + AKS).json();

    assertThat(statusOf(bench.put(CLUSTER + AKS, FIX))).isEqualTo("Succeeded");

    JsonNode after = bench.get(CLUSTER + AKS).json();
    assertThat(Change.between(before, after)).isEmpty();
    assertThat(after.path("eTag")).isNotEqualTo(before.path("eTag"));
  }

  @Test
  void ignored_hitsPoolsActionsAndWhatIsMade() {
    bench.tenant.faults().add(Fault.of("", "agentPools|vaults", Effect.IGNORED, 1));
    bench.tenant.releaseNodeImages("202611.23.0");
    JsonNode before = bench.get(POOL + AKS).json();

    bench.put(POOL + AKS, "{\"properties\":{\"count\":4}}");
    bench.clock.advance(Duration.ofMinutes(2));
    bench.send("POST", POOL + "/upgradeNodeImageVersion" + AKS, "");
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(bench.put(VAULT, "{\"properties\":{}}").status()).isEqualTo(201);

    assertThat(Change.between(before, bench.get(POOL + AKS).json())).isEmpty();
    assertThat(bench.get(VAULT).status()).isEqualTo(404);
  }

  @Test
  void unhealthy_isTheClusterUntilAWriteOfItSucceeds() {
    bench.tenant.faults().add(Fault.of("PUT", "managedClusters", Effect.UNHEALTHY, 1).times(1));

    assertThat(statusOf(bench.put(CLUSTER + AKS, FIX))).isEqualTo("Succeeded");
    assertThat(state()).isEqualTo("Failed");
    assertThat(bench.get(POOL + AKS).json().at("/properties/provisioningState").asText())
        .isEqualTo("Failed");

    assertThat(statusOf(bench.put(CLUSTER + AKS, FIX))).isEqualTo("Succeeded");
    assertThat(state()).isEqualTo("Succeeded");
    assertThat(bench.get(POOL + AKS).json().at("/properties/provisioningState").asText())
        .isEqualTo("Succeeded");
  }

  @Test
  void unhealthyPool_takesItsClusterAlong_andBack() {
    bench.tenant.faults().add(Fault.of("PUT", "agentPools", Effect.UNHEALTHY, 1).times(1));

    statusOf(bench.put(POOL + AKS, "{\"properties\":{\"count\":4}}"));
    assertThat(state()).isEqualTo("Failed");

    statusOf(bench.put(POOL + AKS, "{\"properties\":{\"count\":5}}"));
    assertThat(state()).isEqualTo("Succeeded");
  }

  @Test
  void rivalBeforeThePut_isToldByTheEtag() {
    String rival = "{\"properties\":{\"disableRunCommand\":false}}";
    bench.tenant.faults().add(Fault.rival("managedClusters", Effect.OVERTAKEN, rival));
    String etag = bench.get(CLUSTER + AKS).json().path("eTag").asText();

    assertThat(bench.put(CLUSTER + AKS, FIX, "If-Match", etag).status()).isEqualTo(412);
    assertThat(runCommand()).isEqualTo("false");
    String newer = bench.get(CLUSTER + AKS).json().path("eTag").asText();
    assertThat(bench.put(CLUSTER + AKS, FIX, "If-Match", newer).status()).isEqualTo(200);

    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(
            bench
                .query("resourcechanges | order by id asc", ",\"options\":{\"$top\":10}")
                .path("data")
                .findValuesAsText("changedBy"))
        .hasSize(2)
        .contains(bench.principal.clientId())
        .doesNotHaveDuplicates();
  }

  @Test
  void rivalBeforeThePutOfAPool_isToldByThePoolsEtagAlone() {
    String rival = "{\"properties\":{\"count\":9}}";
    bench.tenant.faults().add(Fault.rival("agentPools", Effect.OVERTAKEN, rival));
    String cluster = bench.get(CLUSTER + AKS).json().path("eTag").asText();
    String etag = bench.get(POOL + AKS).json().at("/properties/eTag").asText();

    assertThat(bench.put(POOL + AKS, "{\"properties\":{}}", "If-Match", etag).status())
        .isEqualTo(412);
    assertThat(bench.get(POOL + AKS).json().at("/properties/count").asInt()).isEqualTo(9);
    assertThat(bench.get(CLUSTER + AKS).json().path("eTag").asText()).isEqualTo(cluster);
  }

  @Test
  void rivalAfterTheWrite_hasTheLastWord() {
    String rival = "{\"properties\":{\"disableRunCommand\":false}}";
    bench.tenant.faults().add(Fault.rival("managedClusters", Effect.OVERWRITTEN, rival));

    bench.put(CLUSTER + AKS, FIX);
    assertThat(runCommand()).isEqualTo("true");
    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(runCommand()).isEqualTo("false");
    assertThat(state()).isEqualTo("Succeeded");
  }

  @Test
  void rivalOfWhatHasNoEtag_isSeenByReadingAgain() {
    bench.put(VAULT, "{\"properties\":{\"networkAcls\":{\"defaultAction\":\"Allow\"}}}");
    String rival = "{\"properties\":{\"networkAcls\":{\"defaultAction\":\"Deny\"}}}";
    bench.tenant.faults().add(Fault.rival("vaults", Effect.OVERWRITTEN, rival));

    bench.put(VAULT, "{\"properties\":{\"networkAcls\":{\"defaultAction\":\"Allow\"}}}");

    assertThat(bench.get(VAULT).json().at("/properties/networkAcls/defaultAction").asText())
        .isEqualTo("Deny");
  }

  private void hit(Effect effect) {
    bench.tenant.faults().add(Fault.of("PUT", "managedClusters", effect, 1));
  }

  /** How the operation of an accepted write has ended. */
  private String statusOf(Bench.Reply accepted) {
    assertThat(accepted.status()).as("%s", accepted.json()).isEqualTo(200);
    bench.clock.advance(Duration.ofMinutes(2));
    return bench.get(accepted.header("azure-asyncoperation")).json().path("status").asText();
  }

  private String state() {
    return bench.tenant.truth().at(CLUSTER, "/properties/provisioningState");
  }

  private String runCommand() {
    return bench.tenant.truth().at(CLUSTER, "/properties/disableRunCommand");
  }
}
