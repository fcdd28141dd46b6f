package io.aksguard.lab.tenant;

import static io.aksguard.lab.tenant.Bench.AKS;
import static io.aksguard.lab.tenant.Bench.CLUSTER;
import static io.aksguard.lab.tenant.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Those who make trouble for fixes: somebody's Terraform, and a setting that does harm. */
class ActorsTest {
  private static final String FIX = "{\"properties\":{\"disableRunCommand\":true}}";
  private static final String MEMBER = "/properties/disableRunCommand";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void terraform_writesBackWhatItsCodeSays_andResourceGraphNamesIt() {
    Principal principal = bench.tenant.newPrincipal();
    Terraform terraform =
        new Terraform(bench.tenant, principal)
            .keep(CLUSTER + AKS, MEMBER, "false")
            .keep(CLUSTER + AKS, "/properties/autoUpgradeProfile/upgradeChannel", "\"patch\"");
    terraform.apply();
    fix();

    terraform.apply();
    terraform.apply();
    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(bench.tenant.truth().at(CLUSTER, MEMBER)).isEqualTo("false");
    assertThat(terraform.writes()).isEqualTo(2);
    JsonNode last = changes().get(changes().size() - 1);
    assertThat(last.at("/changeAttributes/changedBy").asText()).isEqualTo(principal.clientId());
    assertThat(last.at("/changeAttributes/changedByType").asText()).isEqualTo("Application");
    assertThat(last.at("/changeAttributes/clientType").asText()).isEqualTo("Terraform");
    assertThat(last.at("/changes").path("properties.disableRunCommand").path("newValue").asText())
        .isEqualTo("false");
    assertThat(changes().get(1).at("/changeAttributes/clientType").asText())
        .as("our own")
        .isEqualTo("Unspecified");
  }

  @Test
  void terraform_comesRoundWithTheClock_andNobodyWaitsForIt() {
    Terraform terraform =
        new Terraform(bench.tenant, bench.tenant.newPrincipal())
            .keep(CLUSTER + AKS, MEMBER, "false")
            .every(Duration.ofHours(1));
    assertThat(bench.tenant.nextDue()).isEmpty();

    for (int round = 1; round <= 3; round++) {
      fix();
      bench.clock.advance(Duration.ofHours(1));
      assertThat(bench.get(CLUSTER + AKS).json().at(MEMBER).asBoolean()).isFalse();
      assertThat(terraform.writes()).isEqualTo(round);
      bench.clock.advance(Duration.ofMinutes(2));
    }
  }

  @Test
  void terraform_waitsForItsNextRun_whereItsWriteIsRefused() {
    Principal principal = bench.tenant.newPrincipal();
    Terraform terraform =
        new Terraform(bench.tenant, principal).keep(CLUSTER + AKS, MEMBER, "false");
    bench.tenant.permit(principal, CLUSTER, List.of("*/read"));

    terraform.apply();

    assertThat(terraform.writes()).isZero();
  }

  @Test
  void poison_makesTheClusterFailAWhileAfterTheWrite() {
    bench.tenant.poison(MEMBER, "true", Duration.ofMinutes(10));
    bench.put(CLUSTER + AKS, FIX);

    assertThat(bench.tenant.nextDue()).contains(START.plusSeconds(90));
    bench.clock.advance(Duration.ofSeconds(90));
    assertThat(state()).isEqualTo("Succeeded");
    assertThat(bench.tenant.nextDue()).contains(START.plusSeconds(690));

    bench.clock.advance(Duration.ofMinutes(10));
    assertThat(state()).isEqualTo("Failed");
  }

  @Test
  void poison_thatIsTakenBackInTime_doesNothing() {
    bench.tenant.poison(MEMBER, "true", Duration.ofMinutes(10));
    fix();
    bench.put(CLUSTER + AKS, FIX.replace("true", "false"));

    bench.clock.advance(Duration.ofHours(1));

    assertThat(state()).isEqualTo("Succeeded");
  }

  @Test
  void poison_isCuredByTakingItBack() {
    bench.tenant.poison(MEMBER, "true", Duration.ZERO);
    fix();
    assertThat(state()).isEqualTo("Failed");

    bench.put(CLUSTER + AKS, FIX.replace("true", "false"));
    bench.clock.advance(Duration.ofMinutes(2));

    assertThat(state()).isEqualTo("Succeeded");
  }

  @Test
  void poison_isNoHarmToOtherWrites() {
    bench.tenant.poison(MEMBER, "true", Duration.ZERO);
    bench.put(CLUSTER + AKS, "{\"properties\":{\"disableRunCommand\":false}}");

    bench.clock.advance(Duration.ofHours(1));

    assertThat(state()).isEqualTo("Succeeded");
  }

  private void fix() {
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(bench.put(CLUSTER + AKS, FIX).status()).isEqualTo(200);
    bench.clock.advance(Duration.ofMinutes(2));
  }

  private String state() {
    return bench.tenant.truth().at(CLUSTER, "/properties/provisioningState");
  }

  /** What Resource Graph tells of, the oldest first. */
  private List<JsonNode> changes() {
    return bench
        .query("resourcechanges", ",\"options\":{\"$top\":100}")
        .path("data")
        .findValues("properties");
  }
}
