package io.aksguard.lab.tenant;

import java.util.Locale;

/**
 * The ids around one generated cluster.
 *
 * @param subscription its GUID
 * @param number of the cluster in the fleet
 */
record Places(String subscription, int number, String location) {
  String name() {
    return String.format(Locale.ROOT, "aks-shop-%04d", number);
  }

  String group() {
    return "/subscriptions/" + subscription + "/resourceGroups/rg-" + name();
  }

  /** Of what the clusters of a subscription share. */
  String shared() {
    return "/subscriptions/" + subscription + "/resourceGroups/rg-shared";
  }

  String cluster() {
    return group() + "/providers/Microsoft.ContainerService/managedClusters/" + name();
  }

  String identity() {
    return group() + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-" + name();
  }

  String network() {
    return group() + "/providers/Microsoft.Network/virtualNetworks/vnet-" + name();
  }

  String rules() {
    return group() + "/providers/Microsoft.Network/networkSecurityGroups/nsg-" + name();
  }

  String workspace() {
    return shared() + "/providers/Microsoft.OperationalInsights/workspaces/log-shared";
  }

  String registry() {
    return shared() + "/providers/Microsoft.ContainerRegistry/registries/" + registryName();
  }

  String registryName() {
    return "acr" + subscription.substring(0, 8);
  }

  String vault() {
    return shared() + "/providers/Microsoft.KeyVault/vaults/" + vaultName();
  }

  String vaultName() {
    return "kv-" + subscription.substring(0, 8);
  }

  String backupVault() {
    return shared() + "/providers/Microsoft.DataProtection/backupVaults/bv-shared";
  }

  String role(String guid) {
    return "/subscriptions/"
        + subscription
        + "/providers/Microsoft.Authorization/roleDefinitions/"
        + guid;
  }
}
