package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonReader;
import io.aksguard.intent.KeptLine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptLinesTest {
  private static final String GROUP =
      "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg/providers/";
  private static final String AKS = GROUP + "Microsoft.ContainerService/managedClusters/shop";

  private static KeptLine kept(String resource, String path, String json) {
    Object value = JsonReader.object("{\"value\": " + json + "}").raw("value");
    return KeptLines.of(new Owned(new ArmId(resource), Stream.of(path.split("/")).toList(), value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "properties/disableLocalAccounts | true | local_account_disabled = true"
            + " | properties: { disableLocalAccounts: true }",
        "properties/apiServerAccessProfile/disableRunCommand | true | run_command_enabled = false"
            + " | properties: { apiServerAccessProfile: { disableRunCommand: true } }",
        "properties/addonProfiles/azureKeyvaultSecretsProvider/config/enableSecretRotation"
            + " | \"true\" | key_vault_secrets_provider { secret_rotation_enabled = true }"
            + " | properties: { addonProfiles: { azureKeyvaultSecretsProvider: { config: {"
            + " enableSecretRotation: 'true' } } } }",
        "properties/apiServerAccessProfile/authorizedIPRanges | [\"10.0.0.0/8\", \"192.0.2.1\"]"
            + " | api_server_access_profile { authorized_ip_ranges = [\"10.0.0.0/8\","
            + " \"192.0.2.1\"] }"
            + " | properties: { apiServerAccessProfile: { authorizedIPRanges: ['10.0.0.0/8',"
            + " '192.0.2.1'] } }",
        "sku/tier | \"Standard\" | sku_tier = \"Standard\" | sku: { tier: 'Standard' }",
        "properties/securityProfile/imageCleaner/intervalHours | 168"
            + " | image_cleaner_interval_hours = 168"
            + " | properties: { securityProfile: { imageCleaner: { intervalHours: 168 } } }",
      })
  void cluster_hasAzurermsArgument(String path, String json, String terraform, String bicep) {
    assertThat(kept(AKS, path, json))
        .isEqualTo(
            new KeptLine(
                "azurerm_kubernetes_cluster",
                terraform,
                "Microsoft.ContainerService/managedClusters",
                bicep));
  }

  @Test
  void pool_hasAzurermsArgument() {
    assertThat(kept(AKS + "/agentPools/user", "properties/upgradeSettings/maxSurge", "\"10%\""))
        .isEqualTo(
            new KeptLine(
                "azurerm_kubernetes_cluster_node_pool, or its default_node_pool",
                "upgrade_settings { max_surge = \"10%\" }",
                "Microsoft.ContainerService/managedClusters/agentPools",
                "properties: { upgradeSettings: { maxSurge: '10%' } }"));
  }

  /** What azurerm does not have, or we do not know it to have, goes by ARM's own path. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Microsoft.ContainerService/managedClusters/shop | properties/networkProfile/new | true"
            + " | body = { properties = { networkProfile = { new = true } } }",
        "Microsoft.ContainerService/managedClusters/shop | properties/disableLocalAccounts | \"?\""
            + " | body = { properties = { disableLocalAccounts = \"?\" } }",
        "Microsoft.KeyVault/vaults/v | properties/enablePurgeProtection | true"
            + " | body = { properties = { enablePurgeProtection = true } }",
        "Microsoft.KeyVault/vaults/v | tags/cost.center | \"a\\\"${b}%{c}\""
            + " | body = { tags = { \"cost.center\" = \"a\\\"$${b}%%{c}\" } }",
      })
  void othersHaveAnUpdateOfAzapi(String resource, String path, String json, String terraform) {
    KeptLine kept = kept(GROUP + resource, path, json);

    assertThat(kept.terraformType()).isEqualTo("azapi_update_resource");
    assertThat(kept.terraform()).isEqualTo(terraform);
  }

  @Test
  void textsOfBicep_areEscaped() {
    assertThat(kept(AKS, "tags/owner's", "\"it's ${x}\\n\"").bicep())
        .isEqualTo("tags: { 'owner\\'s': 'it\\'s \\${x}\\n' }");
  }

  @Test
  void whatCannotBeWritten_isSaid() {
    assertThat(KeptLines.of(new Owned(new ArmId(AKS), List.of("tags", "old"), null)).terraform())
        .isEqualTo("leave out: tags.old");
    assertThat(kept(AKS, "properties/list/0/enabled", "true").bicep())
        .isEqualTo("keep in its list: properties.list.0.enabled");
  }
}
