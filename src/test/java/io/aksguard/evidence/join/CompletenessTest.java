package io.aksguard.evidence.join;

import static io.aksguard.evidence.join.Small.CLUSTER;
import static io.aksguard.evidence.join.Small.RG;
import static io.aksguard.evidence.join.Small.SUB;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gaps;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list is complete by the manifest, by being the whole list of a parent, or by assumption. */
class CompletenessTest {
  /** Lists below one parent, of which a whole list can be exported. */
  private static final String OF_A_PARENT =
      """
      maintenance          | $CLUSTER/maintenanceConfigurations/x                                                | {}
      diagnostics          | $CLUSTER/providers/Microsoft.Insights/diagnosticSettings/x                          | {}
      access.trustedAccess | $CLUSTER/trustedAccessRoleBindings/x                                                | {}
      policy.safeguards    | $CLUSTER/providers/Microsoft.ContainerService/deploymentSafeguards/x                | {}
      extensions.installed | $CLUSTER/providers/Microsoft.KubernetesConfiguration/extensions/x                   | {}
      extensions.flux      | $CLUSTER/providers/Microsoft.KubernetesConfiguration/fluxConfigurations/x           | {}
      """;

  /** Lists that are gathered from many scopes: only a manifest or an assumption completes them. */
  private static final String OF_MANY_SCOPES =
      """
      access.assignments          | $CLUSTER/providers/Microsoft.Authorization/roleAssignments/x                  | {'principalId':'p'}
      locks                       | $RG/providers/Microsoft.Authorization/locks/x                                 | {}
      policy.assignments          | $SUB/providers/Microsoft.Authorization/policyAssignments/x                    | {}
      policy.exemptions           | $CLUSTER/providers/Microsoft.Authorization/policyExemptions/x                 | {}
      policy.states               | $SUB/providers/Microsoft.PolicyInsights/policyStates/x                        | {'resourceId':'$CLUSTER'}
      defender.plans              | $SUB/providers/Microsoft.Security/pricings/x                                  | {}
      defender.assessments        | $CLUSTER/providers/Microsoft.Security/assessments/x                           | {}
      defender.images             | $CLUSTER/providers/Microsoft.Security/assessments/x                           | {'resourceDetails':{'Id':'$CLUSTER/images/i','ResourceType':'.ContainerImage'}}
      backup.instances            | $RG/providers/Microsoft.DataProtection/backupVaults/v/backupInstances/x       | {'dataSourceInfo':{'resourceID':'$CLUSTER'}}
      backup.jobs                 | $RG/providers/Microsoft.DataProtection/backupVaults/v/backupJobs/x            | {'dataSourceId':'$CLUSTER'}
      alerts.metricAlerts         | $RG/providers/Microsoft.Insights/metricAlerts/x                               | {'scopes':['$CLUSTER']}
      alerts.prometheusRuleGroups | $RG/providers/Microsoft.AlertsManagement/prometheusRuleGroups/x               | {'scopes':['$RG']}
      fleet                       | $RG/providers/Microsoft.ContainerService/fleets/f/members/x                   | {'clusterResourceId':'$CLUSTER'}
      changes.activity            | $SUB/providers/Microsoft.Insights/activityLogs/x                              | {'resourceId':'$CLUSTER'}
      changes.properties          | $CLUSTER/providers/Microsoft.Resources/changes/x                              | {'targetResourceId':'$CLUSTER'}
      versions.pools              | $CLUSTER/agentPools/p/upgradeProfiles/x                                       | {}
      """;

  @ParameterizedTest
  @CsvSource(textBlock = OF_A_PARENT, delimiter = '|', quoteCharacter = '`')
  void listOfAParent_isCompleteWhereItIsWhole(String path, String id, String properties) {
    ArmId arm = new ArmId(filled(id));
    Small read = small(id, properties);
    String type = arm.type().orElseThrow();

    assertThat(read.names(path)).hasSize(2).contains("x").anyMatch(this::isDoubt);
    assertThat(
            read.whole(type, arm.parent().orElseThrow().value().toUpperCase(Locale.ROOT))
                .names(path))
        .containsExactly("x");
  }

  @ParameterizedTest
  @CsvSource(textBlock = OF_MANY_SCOPES, delimiter = '|', quoteCharacter = '`')
  void listOfManyScopes_isNeverCompleteByItself(String path, String id, String properties) {
    ArmId arm = new ArmId(filled(id));
    Small read = small(id, properties);
    arm.parent().ifPresent(parent -> read.whole(arm.type().orElseThrow(), parent.value()));

    assertThat(read.names(path)).hasSize(2).contains("x").anyMatch(this::isDoubt);
  }

  @ParameterizedTest
  @CsvSource(textBlock = OF_A_PARENT + OF_MANY_SCOPES, delimiter = '|', quoteCharacter = '`')
  void list_isCompleteByItsManifestOrByAssumption(String path, String id, String properties) {
    String section = path.split("[.]")[0];

    assertThat(small(id, properties).complete(section).names(path)).containsExactly("x");
    assertThat(small(id, properties).assumeComplete().names(path)).containsExactly("x");
    assertThat(new Small().complete(section).names(path)).isEmpty();
    assertThat(new Small().names(path)).singleElement().asString().endsWith("not in the input");
  }

  @ParameterizedTest
  @CsvSource(textBlock = OF_A_PARENT + OF_MANY_SCOPES, delimiter = '|', quoteCharacter = '`')
  void list_isFoundByIdsInAnyCasing(String path, String id, String properties) {
    Small loud =
        new Small().with(filled(id).toUpperCase(Locale.ROOT), shouted(properties)).assumeComplete();

    assertThat(loud.names(path)).containsExactly("X");
  }

  @Test
  void everySection_isNamed() {
    assertThat(new Small().evidence().sections().keySet()).isEqualTo(Evidence.OF_AZURE);
  }

  @Test
  void upgrades_areOneProfileOrAGap() {
    String profile = CLUSTER + "/upgradeProfiles/default";

    assertThat(new Small().names("versions.upgrades")).hasSize(1);
    assertThat(Gaps.first(new Small().at("versions.upgrades"))).isPresent();
    assertThat(new Small().with(profile, "{'v':'1'}").at("versions.upgrades.properties.v"))
        .isEqualTo("1");
  }

  @Test
  void meshRevisions_areThoseOfTheLocation() {
    String profiles =
        SUB + "/providers/Microsoft.ContainerService/locations/%s/meshRevisionProfiles/istio";
    Small read =
        new Small()
            .with(profiles.formatted("westeurope"), "{}")
            .with(profiles.formatted("northeurope"), "{}")
            .complete("versions");

    assertThat(read.names("versions.mesh")).isEqualTo(List.of("istio"));
  }

  private boolean isDoubt(String name) {
    return name.startsWith("whether all ") && name.endsWith(" were in the input is not known");
  }

  private static Small small(String id, String properties) {
    return new Small().with(filled(id), filled(properties));
  }

  private static String filled(String text) {
    return text.replace("$CLUSTER", CLUSTER).replace("$RG", RG).replace("$SUB", SUB);
  }

  private static String shouted(String text) {
    return text.replace("$CLUSTER", CLUSTER.toUpperCase(Locale.ROOT))
        .replace("$RG", RG.toUpperCase(Locale.ROOT));
  }
}
