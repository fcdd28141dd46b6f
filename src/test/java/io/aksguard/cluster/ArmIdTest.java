package io.aksguard.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmIdTest {
  private static final String GROUP = "/subscriptions/S/resourceGroups/G";
  private static final String AKS =
      GROUP + "/providers/Microsoft.ContainerService/managedClusters/aks";

  @ParameterizedTest
  @CsvSource({
    "/subscriptions/S, '', ''",
    "/subscriptions/S/resourceGroups/G, '', /subscriptions/S",
    "/subscriptions/S/resourceGroups/G/providers/Microsoft.ContainerService/managedClusters/aks,"
        + " microsoft.containerservice/managedclusters, /subscriptions/S/resourceGroups/G",
    "/subscriptions/S/resourceGroups/G/providers/Microsoft.ContainerService/managedClusters/aks/agentPools/p,"
        + " microsoft.containerservice/managedclusters/agentpools,"
        + " /subscriptions/S/resourceGroups/G/providers/Microsoft.ContainerService/managedClusters/aks",
    "/subscriptions/S/resourceGroups/G/providers/Microsoft.ContainerService/managedClusters/aks/providers/microsoft.insights/diagnosticSettings/d,"
        + " microsoft.insights/diagnosticsettings,"
        + " /subscriptions/S/resourceGroups/G/providers/Microsoft.ContainerService/managedClusters/aks",
    "/subscriptions/S/providers/Microsoft.Security/pricings/Containers, microsoft.security/pricings, /subscriptions/S",
    "/providers/Microsoft.Management/managementGroups/mg, microsoft.management/managementgroups, ''"
  })
  void typeAndParent(String id, String type, String parent) {
    ArmId arm = new ArmId(id);

    assertThat(arm.type().orElse("")).isEqualTo(type);
    assertThat(arm.parent().map(ArmId::value).orElse("")).isEqualTo(parent);
  }

  @Test
  void ids_areEqualWithoutRegardToCase() {
    assertThat(new ArmId(AKS)).isEqualTo(new ArmId(AKS.toUpperCase(Locale.ROOT)));
    assertThat(new ArmId(AKS)).hasSameHashCodeAs(new ArmId(AKS.toLowerCase(Locale.ROOT)));
    assertThat(new ArmId(AKS + "/")).isEqualTo(new ArmId(AKS));
  }

  @Test
  void covers_endsAtSegments() {
    assertThat(new ArmId(GROUP).covers(new ArmId(AKS))).isTrue();
    assertThat(new ArmId(AKS).covers(new ArmId(AKS))).isTrue();
    assertThat(new ArmId(AKS).covers(new ArmId(AKS + "2"))).isFalse();
    assertThat(new ArmId(AKS).covers(new ArmId(GROUP))).isFalse();
  }

  @Test
  void cluster_isFoundFromWhatIsBelow() {
    Optional<ArmId> aks = Optional.of(new ArmId(AKS));

    assertThat(new ArmId(AKS).cluster()).isEqualTo(aks);
    assertThat(new ArmId(AKS + "/agentPools/p/upgradeProfiles/default").cluster()).isEqualTo(aks);
    assertThat(new ArmId(AKS + "/providers/Microsoft.Authorization/locks/l").cluster())
        .isEqualTo(aks);
    assertThat(new ArmId(GROUP).cluster()).isEmpty();
  }

  @Test
  void parts_areInLowerCase() {
    assertThat(new ArmId(AKS).subscription()).contains("s");
    assertThat(new ArmId(AKS).resourceGroup()).contains("g");
    assertThat(new ArmId(AKS).name()).isEqualTo("aks");
    assertThat(new ArmId("/providers/x/y/z").subscription()).isEmpty();
  }

  @Test
  void otherTexts_areNoIds() {
    assertThat(ArmId.parse("aks")).isEmpty();
    assertThat(ArmId.parse("/")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new ArmId("aks"));
  }
}
