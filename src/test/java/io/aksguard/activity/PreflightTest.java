package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.remediation.azure.Permitted;
import io.aksguard.remediation.permission.Granted;
import io.aksguard.remediation.permission.Needed;
import io.aksguard.remediation.permission.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static final ArmId SUB = new ArmId("/subscriptions/s");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
  private final List<ArmId> asked = new ArrayList<>();
  private List<String> given = List.of();
  private final Preflight preflight =
      new Preflight(
          scope -> {
            asked.add(scope);
            return new Permitted.Known(List.of(new Granted(given, List.of())));
          },
          clock);

  private static List<Permission> ofCluster(int number) {
    ArmId cluster =
        new ArmId(
            "%s/resourceGroups/rg-%d/providers/Microsoft.ContainerService/managedClusters/c"
                .formatted(SUB, number));
    String subnet =
        SUB + "/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes";
    return Needed.of(
        cluster,
        "",
        Set.of(),
        Map.of("properties", Map.of("agentPoolProfiles", List.of(Map.of("vnetSubnetID", subnet)))));
  }

  private long held(int clusters) {
    long held = 0;
    for (int i = 0; i < clusters; i++) {
      held += preflight.hold(ofCluster(i)).stream().count();
    }
    System.out.printf("preflight: %d clusters, %d held, %d calls%n", clusters, held, asked.size());
    return held;
  }

  @Test
  void fleetWithARoleOnItsSubscription_takesOneCall() {
    given = List.of("*");

    assertThat(held(2_000)).isZero();
    assertThat(asked).containsExactly(SUB);
  }

  @Test
  void fleetWithoutAnyRole_takesOneCallForEachClusterAtMost() {
    assertThat(held(2_000)).isEqualTo(2_000);
    assertThat(asked).hasSize(2_001);
  }

  @Test
  void roleThatIsGivenMeanwhile_countsMinutesLater() {
    assertThat(held(1)).isEqualTo(1);
    given = List.of("*");
    clock.advance(Duration.ofMinutes(4));
    assertThat(held(1)).isEqualTo(1);

    clock.advance(Duration.ofMinutes(1));
    assertThat(held(1)).isZero();
  }
}
