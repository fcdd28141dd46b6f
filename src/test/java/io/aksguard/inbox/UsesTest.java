package io.aksguard.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsesTest {
  private static final String SUBSCRIPTION = "/subscriptions/s";
  private static final String GROUP = SUBSCRIPTION + "/resourceGroups/G";
  private static final String CLUSTER =
      GROUP + "/providers/Microsoft.ContainerService/managedClusters/aks";

  private static Evidence evidence(String section, String json) {
    return new Evidence(
        CLUSTER, Origin.NONE, Map.of(section, new Section(JsonReader.object(json), Instant.EPOCH)));
  }

  /** Assignments and locks are set there. */
  @Test
  void clusterUses_itsGroupAndItsSubscription_andNotItself() {
    String own = "{\"id\": \"%1$s\", \"pools\": [{\"id\": \"%1$s/agentPools/a\"}]}";

    assertThat(Uses.of(evidence("cluster", own.formatted(CLUSTER))))
        .containsExactlyInAnyOrder(SUBSCRIPTION, "/subscriptions/s/resourcegroups/g");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Microsoft.Network/virtualNetworks/v/subnets/x",
        "Microsoft.ContainerRegistry/registries/r",
        "Microsoft.KeyVault/vaults/v",
        "Microsoft.OperationalInsights/workspaces/w",
        "Microsoft.ManagedIdentity/userAssignedIdentities/i",
        "Microsoft.Compute/diskEncryptionSets/d",
        "Microsoft.DataProtection/backupVaults/b",
        "Microsoft.ContainerService/fleets/f",
        "Microsoft.Insights/actionGroups/a",
        "Microsoft.AlertsManagement/prometheusRuleGroups/p"
      })
  void sharedThings_areUsed_inLowerCase(String thing) {
    String id = GROUP + "/providers/" + thing;

    assertThat(Uses.of(evidence("network", "{\"x\": [{\"y\": \"%s\"}]}".formatted(id))))
        .contains(id.toLowerCase(Locale.ROOT));
  }

  /** The definition of a role is used by every cluster there is. */
  @Test
  void definitions_areNotUsed() {
    String role = SUBSCRIPTION + "/providers/Microsoft.Authorization/roleDefinitions/r";

    assertThat(Uses.of(evidence("access", "{\"role\": \"%s\"}".formatted(role))))
        .noneMatch(thing -> thing.contains("roledefinitions"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"RegistryHost\": \"Shop.azurecr.io\", \"RepositoryName\": \"team/web\"}",
        "\"{\\\"RegistryHost\\\": \\\"Shop.azurecr.io\\\", \\\"RepositoryName\\\": \\\"team/web\\\"}\""
      })
  void imagesThatDefenderHasSeen_areUsed(String details) {
    String defender =
        "{\"images\": [{\"properties\": {\"resourceAdditionalData\": {\"RepositoryDetails\": %s}}}]}";

    assertThat(Uses.of(evidence("defender", defender.formatted(details))))
        .contains("shop.azurecr.io/team/web");
  }

  @Test
  void damagedDetailsOfAnImage_hideNothingElse() {
    String defender =
        "{\"images\": [{\"properties\": {\"resourceAdditionalData\": {\"RepositoryDetails\": \"{\"}}}]}";

    assertThat(Uses.of(evidence("defender", defender))).contains(SUBSCRIPTION);
  }
}
