package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What Azure refuses to change: what is fixed when a resource is made, and what cannot be taken
 * back once it is so. From AKS's documentation, but for vaults from Key Vault's and Azure Backup's.
 */
final class Lasting {
  private static final String VAULT = "microsoft.keyvault/vaults";
  private static final String BACKUP_VAULT = "microsoft.dataprotection/backupvaults";

  /**
   * @param pointer below the properties
   * @param value that stays once it is there; empty where any does
   */
  private record Rule(String type, String pointer, String value) {
    boolean forbids(JsonNode before, JsonNode after) {
      JsonNode old = before.at(pointer);
      boolean stays = value.isEmpty() || old.asText().equalsIgnoreCase(value);
      return stays && !old.isMissingNode() && !old.equals(after.at(pointer));
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(Clusters.TYPE, "/aadProfile/managed", "true"),
          new Rule(Clusters.TYPE, "/oidcIssuerProfile/enabled", "true"),
          new Rule(Clusters.TYPE, "/apiServerAccessProfile/enableVnetIntegration", "true"),
          new Rule(Clusters.TYPE, "/networkProfile/networkPlugin", "azure"),
          new Rule(Clusters.TYPE, "/networkProfile/networkPluginMode", "overlay"),
          new Rule(Clusters.TYPE, "/networkProfile/loadBalancerSku", "standard"),
          new Rule(Clusters.TYPE, "/diskEncryptionSetID", ""),
          new Rule(Clusters.TYPE, "/servicePrincipalProfile/clientId", "msi"),
          new Rule(AgentPools.TYPE, "/enableEncryptionAtHost", ""),
          new Rule(VAULT, "/enablePurgeProtection", "true"),
          new Rule(VAULT, "/enableSoftDelete", "true"),
          new Rule(BACKUP_VAULT, "/securitySettings/immutabilitySettings/state", "Locked"),
          new Rule(BACKUP_VAULT, "/securitySettings/softDeleteSettings/state", "AlwaysOn"));

  private Lasting() {}

  /**
   * @param before the properties as they are
   * @param after as they would be
   * @throws RefusedException with 400
   */
  static void check(String type, JsonNode before, JsonNode after) {
    for (Rule rule : RULES) {
      if (rule.type().equals(type) && rule.forbids(before, after)) {
        String name = "properties" + rule.pointer().replace('/', '.');
        throw new RefusedException(
            400, "PropertyChangeNotAllowed", "Changing property '" + name + "' is not allowed.");
      }
    }
  }
}
