package io.aksguard.evidence.join;

import static io.aksguard.evidence.join.Small.CLUSTER;
import static io.aksguard.evidence.join.Small.OTHER;
import static io.aksguard.evidence.join.Small.RG;
import static io.aksguard.evidence.join.Small.SUB;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Gap;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSectionsTest {
  private static final String ROLE = "/providers/Microsoft.Authorization/roleAssignments/r";
  private static final String KUBELET = "{'identityProfile':{'kubeletidentity':{'objectId':'k'}}}";
  private static final String SHARED = OTHER + "/resourceGroups/shared";
  private static final String REGISTRY =
      SHARED + "/providers/Microsoft.ContainerRegistry/registries/acr";
  private static final String VAULT = SHARED + "/providers/Microsoft.KeyVault/vaults/kv";
  private static final String GROUPS = "/providers/Microsoft.Management/managementGroups/";
  private static final String CHAIN =
      "{'managementGroupAncestorsChain':[{'name':'mg-ours'},{'name':'Root'}]}";
  private static final String UNKNOWN_REST =
      "whether all registries that the cluster pulls from were in the input is not known";

  @ParameterizedTest
  @ValueSource(strings = {REGISTRY, SHARED, OTHER})
  void registry_isLinkedByARoleAtItOrAbove_inAnySubscription(String scope) {
    Small read =
        new Small()
            .cluster(KUBELET)
            .with(REGISTRY, "{}")
            .with(REGISTRY + "2", "{}")
            .with(
                scope.toUpperCase(Locale.ROOT) + ROLE,
                "{'principalId':'K','scope':'" + scope.toUpperCase(Locale.ROOT) + "'}");

    assertThat(read.names("registries")).contains("acr", UNKNOWN_REST);
    assertThat(read.names("registries").contains("acr2")).isEqualTo(!scope.equals(REGISTRY));
  }

  @Test
  void registry_hasItsChildrenAndTheRolesThatReachIt() {
    Small read =
        new Small()
            .cluster(KUBELET)
            .with(REGISTRY, "{}")
            .with(REGISTRY + "/tokens/t", "{}")
            .with(REGISTRY + "/replications/r", "{}")
            .with(REGISTRY + ROLE + "1", "{'principalId':'k'}")
            .with(SHARED + ROLE + "2", "{'principalId':'somebody'}")
            .with(SUB + ROLE + "3", "{'principalId':'somebody'}")
            .complete("registries", "access");

    assertThat(read.names("registries.0.tokens")).containsExactly("t");
    assertThat(read.names("registries.0.replications")).containsExactly("r");
    assertThat(read.names("registries.0.assignments")).containsExactly("r1", "r2");
  }

  @Test
  void registries_ofTheSubscription_areJudgedWhereTheInputIsComplete() {
    Small read =
        new Small()
            .with(REGISTRY.replace(OTHER, SUB), "{}")
            .with(REGISTRY + "other", "{}")
            .complete("registries");

    assertThat(read.names("registries")).containsExactly("acr");
  }

  @ParameterizedTest
  @ValueSource(strings = {VAULT, SHARED, OTHER})
  void vault_isLinkedByARoleAtItOrAbove_inAnySubscription(String scope) {
    Small read =
        new Small()
            .cluster(KUBELET)
            .with(VAULT.toUpperCase(Locale.ROOT), "{}")
            .with(scope + ROLE, "{'principalId':'k'}");

    assertThat(read.names("vaults")).contains("KV");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://kv.vault.azure.net/keys/etcd",
        "https://KV.vault.azure.net/keys/etcd/0123456789abcdef"
      })
  void vault_isLinkedByTheKeyOfTheCluster(String key) {
    Small read =
        new Small()
            .cluster("{'securityProfile':{'azureKeyVaultKms':{'keyId':'" + key + "'}}}")
            .with(VAULT, "{}")
            .with(VAULT + "2", "{}");

    assertThat(read.names("vaults")).contains("kv").doesNotContain("kv2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://", "kv.vault.azure.net/keys/etcd", "https://kv"})
  void vault_isNotLinkedByWhatIsNoKey(String key) {
    Small read =
        new Small()
            .cluster("{'securityProfile':{'azureKeyVaultKms':{'keyId':'" + key + "'}}}")
            .with(VAULT, "{}");

    assertThat(read.names("vaults")).doesNotContain("kv");
  }

  @Test
  void vault_isLinkedByItsAccessPolicies_withItsKeysAndSecrets() {
    Small read =
        new Small()
            .cluster(KUBELET)
            .with(VAULT, "{'accessPolicies':[{'objectId':'K'},{'objectId':'other'}]}")
            .with(VAULT + "/keys/a", "{}")
            .with(VAULT + "/secrets/b", "{}")
            .whole("microsoft.keyvault/vaults/keys", VAULT);

    assertThat(read.names("vaults.0.keys")).containsExactly("a");
    assertThat(read.names("vaults.0.secrets"))
        .containsExactly("b", "whether all secrets were in the input is not known");
  }

  @ParameterizedTest
  @CsvSource({GROUPS + "MG-Ours,true", GROUPS + "root,true", GROUPS + "mg,false", "/,true"})
  void roleAboveSubscriptions_reachesThoseBelowIt(String scope, boolean reached) {
    Small read =
        new Small()
            .cluster(KUBELET)
            .with(REGISTRY, "{}")
            .with(VAULT, "{}")
            .with(OTHER.toUpperCase(Locale.ROOT), CHAIN)
            .with(above(scope), "{'principalId':'K','scope':'" + scope + "'}")
            .complete("registries", "vaults");

    assertThat(read.names("registries")).isEqualTo(reached ? List.of("acr") : List.of());
    assertThat(read.names("vaults")).isEqualTo(reached ? List.of("kv") : List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {GROUPS + "root", "/"})
  void roleAboveSubscriptions_isOfTheScopeThatItsIdTells(String scope) {
    Small read =
        new Small()
            .cluster(KUBELET)
            .with(REGISTRY, "{}")
            .with(OTHER, CHAIN)
            .with(above(scope), "{'principalId':'k'}")
            .complete("registries");

    assertThat(read.names("registries")).containsExactly("acr");
  }

  @Test
  void roleAtAManagementGroup_whereItsTreeIsNotKnown_isAGap() {
    String role = "{'principalId':'k','scope':'" + GROUPS + "root'}";
    Small read =
        new Small()
            .cluster(KUBELET)
            .with(REGISTRY, "{}")
            .with(VAULT, "{}")
            .with(above(GROUPS + "root"), role)
            .complete("registries", "vaults");

    for (String section : List.of("registries", "vaults")) {
      assertThat(read.names(section))
          .singleElement()
          .asString()
          .contains(GROUPS + "root", OTHER, "management groups above it");
    }
    assertThat(read.with(REGISTRY + ROLE, "{'principalId':'k'}").names("registries"))
        .containsExactly("acr");
    assertThat(read.with(OTHER, CHAIN).names("vaults")).containsExactly("kv");
  }

  @Test
  void roleAtAManagementGroup_leavesNothingOpenInTheClustersOwnSubscription() {
    Small read =
        new Small()
            .cluster(KUBELET)
            .with(REGISTRY.replace(OTHER, SUB), "{}")
            .with(above(GROUPS + "root"), "{'principalId':'k'}")
            .complete("registries");

    assertThat(read.names("registries")).containsExactly("acr");
  }

  private static String above(String scope) {
    return (scope.equals("/") ? "" : scope) + ROLE;
  }

  @Test
  void backupInstance_hasItsVaultOrTheGap() {
    String vault = RG + "/providers/Microsoft.DataProtection/backupVaults/v";
    Small read =
        new Small()
            .with(
                vault.toUpperCase(Locale.ROOT) + "/BACKUPINSTANCES/i",
                "{'dataSourceInfo':{'resourceID':'" + CLUSTER.toUpperCase(Locale.ROOT) + "'}}");

    assertThat(read.at("backup.instances.0.vault")).isInstanceOf(Gap.class);
    assertThat(read.with(vault, "{}").at("backup.instances.0.vault.name")).isEqualTo("v");
  }

  @Test
  void diagnosticSetting_hasItsWorkspaceAndTheTables() {
    String workspace = SHARED + "/providers/Microsoft.OperationalInsights/workspaces/w";
    Small read =
        new Small()
            .with(
                CLUSTER.toLowerCase(Locale.ROOT)
                    + "/providers/microsoft.insights/diagnosticSettings/d",
                "{'workspaceId':'" + workspace.toUpperCase(Locale.ROOT) + "'}")
            .with(workspace + "/tables/AKSAudit", "{}");

    assertThat(read.at("diagnostics.0.workspace")).isInstanceOf(Gap.class);
    assertThat(read.names("diagnostics.0.tables")).contains("AKSAudit").hasSize(2);
    assertThat(read.with(workspace, "{}").at("diagnostics.0.workspace.name")).isEqualTo("w");
  }

  @Test
  void images_areThoseOfTheClusterAndOfItsRegistries() {
    String image = "{'resourceDetails':{'Id':'%s','ResourceType':'.containerimage'}}";
    Small read =
        new Small()
            .cluster(KUBELET)
            .with(REGISTRY, "{}")
            .with(REGISTRY + ROLE, "{'principalId':'k'}")
            .with(CLUSTER + "/providers/Microsoft.Security/assessments/a", image.formatted(CLUSTER))
            .with(
                REGISTRY + "/providers/Microsoft.Security/assessments/b",
                image.formatted(REGISTRY.toUpperCase(Locale.ROOT) + "/repositories/r"))
            .with(REGISTRY + "/providers/Microsoft.Security/assessments/c", "{}")
            .complete("defender");

    assertThat(read.names("defender.images")).containsExactly("a", "b");
    assertThat(read.names("defender.assessments")).isEmpty();
  }
}
