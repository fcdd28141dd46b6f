package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of one generated cluster. */
final class ClusterBody {
  private final Places places;
  private final Traits traits;
  private final String tenantId;

  ClusterBody(Places places, Traits traits, String tenantId) {
    this.places = places;
    this.traits = traits;
    this.tenantId = tenantId;
  }

  /**
   * @param controlPlane principal of the cluster's identity
   * @param kubelet principal that pulls images
   */
  ObjectNode make(String controlPlane, String kubelet) {
    ObjectNode body = Json.object();
    body.put("id", places.cluster())
        .put("name", places.name())
        .put("type", "Microsoft.ContainerService/ManagedClusters")
        .put("location", places.location());
    body.putObject("sku").put("name", "Base").put("tier", traits.right() ? "Standard" : "Free");
    identity(body.putObject("identity"), controlPlane);
    ObjectNode tags = body.putObject("tags").put("service", "shop");
    if (traits.right()) {
      tags.put("owner", "team-shop").put("environment", "production");
    }
    properties(body.putObject("properties"), kubelet);
    return body;
  }

  private void identity(ObjectNode identity, String controlPlane) {
    if (traits.below(3) == 0) {
      identity
          .put("type", "SystemAssigned")
          .put("principalId", controlPlane)
          .put("tenantId", tenantId);
      return;
    }
    identity
        .put("type", "UserAssigned")
        .putObject("userAssignedIdentities")
        .putObject(places.identity())
        .put("principalId", controlPlane)
        .put("clientId", traits.guid());
  }

  private void properties(ObjectNode properties, String kubelet) {
    properties
        .put("provisioningState", "Succeeded")
        .put("kubernetesVersion", traits.right() ? "1.36" : traits.one("1.33", "1.34", "1.35"))
        .put("dnsPrefix", places.name())
        .put("fqdn", places.name() + ".hcp." + places.location() + ".azmk8s.io")
        .put("nodeResourceGroup", "MC_" + places.name())
        .put("enableRBAC", true)
        .put("disableLocalAccounts", traits.right())
        .put("supportPlan", "KubernetesOfficial");
    if (traits.right()) {
      ObjectNode entra = properties.putObject("aadProfile").put("managed", true);
      entra.put("enableAzureRBAC", traits.right()).put("tenantID", tenantId);
      entra.putArray("adminGroupObjectIDs").add(traits.guid());
    }
    properties
        .putObject("identityProfile")
        .putObject("kubeletidentity")
        .put("objectId", kubelet)
        .put("clientId", traits.guid());
    properties.putObject("servicePrincipalProfile").put("clientId", "msi");
    access(properties.putObject("apiServerAccessProfile"));
    addons(properties.putObject("addonProfiles"));
    pools(properties.putArray("agentPoolProfiles"));
    network(properties.putObject("networkProfile"));
    security(properties);
    properties
        .putObject("autoUpgradeProfile")
        .put("upgradeChannel", traits.right() ? "patch" : "none")
        .put("nodeOSUpgradeChannel", traits.right() ? "NodeImage" : "None");
    properties.putObject("azureMonitorProfile").putObject("metrics").put("enabled", traits.right());
    properties.put("publicNetworkAccess", traits.right() ? "Disabled" : "Enabled");
  }

  private void access(ObjectNode access) {
    boolean closed = traits.below(3) == 0;
    access
        .put("enablePrivateCluster", closed)
        .put("enablePrivateClusterPublicFQDN", closed && !traits.right())
        .put("disableRunCommand", traits.right());
    if (!closed && traits.right()) {
      access.putArray("authorizedIPRanges").add("198.51.100.0/24").add("203.0.113.8/32");
    }
  }

  private void addons(ObjectNode addons) {
    String policy = traits.one("azurepolicy", "azurePolicy");
    addons.putObject(policy).put("enabled", traits.right());
    ObjectNode insights = addons.putObject(traits.one("omsagent", "omsAgent"));
    insights.put("enabled", traits.right());
    insights
        .putObject("config")
        .put("logAnalyticsWorkspaceResourceID", places.workspace())
        .put("useAADAuth", String.valueOf(traits.right()));
    ObjectNode secrets = addons.putObject("azureKeyvaultSecretsProvider");
    secrets.put("enabled", traits.right());
    secrets.putObject("config").put("enableSecretRotation", String.valueOf(traits.right()));
    if (!traits.right()) {
      addons.putObject("httpApplicationRouting").put("enabled", traits.below(2) == 0);
    }
  }

  private void pools(ArrayNode pools) {
    pool(pools, "system", "System", "/subnets/snet-nodes");
    pool(pools, "apps", "User", "/subnets/snet-nodes");
    if (traits.below(4) == 0) {
      pool(pools, "batch", "User", "/subnets/snet-nodes");
    }
  }

  private void pool(ArrayNode pools, String name, String mode, String subnet) {
    ObjectNode pool =
        pools
            .addObject()
            .put("name", name)
            .put("mode", mode)
            .put("type", "VirtualMachineScaleSets")
            .put("osType", "Linux")
            .put("osSKU", traits.right() ? "AzureLinux" : "Ubuntu")
            .put("vmSize", "Standard_D4ds_v5")
            .put("count", 3)
            .put("enableAutoScaling", true)
            .put("minCount", 3)
            .put("maxCount", 9)
            .put("maxPods", traits.right() ? 110 : 30)
            .put("osDiskSizeGB", 128)
            .put("osDiskType", traits.right() ? "Ephemeral" : "Managed")
            .put("enableEncryptionAtHost", traits.right())
            .put("enableFIPS", traits.right())
            .put("enableNodePublicIP", !traits.right())
            .put("vnetSubnetID", places.network() + subnet);
    if (traits.right()) {
      pool.putArray("availabilityZones").add("1").add("2").add("3");
      pool.putObject("upgradeSettings").put("maxSurge", "33%");
      pool.putObject("securityProfile")
          .put("enableSecureBoot", true)
          .put("enableVTPM", true)
          .put("sshAccess", "Disabled");
    }
    if (!traits.right()) {
      pool.put("nodeImageVersion", "AKSUbuntu-2204gen2containerd-202607.14.0");
    }
    if (mode.equals("System") && traits.right()) {
      pool.putArray("nodeTaints").add("CriticalAddonsOnly=true:NoSchedule");
    }
  }

  private void network(ObjectNode network) {
    network
        .put("networkPlugin", traits.right() ? "azure" : "kubenet")
        .put("networkPluginMode", "overlay")
        .put("networkPolicy", traits.right() ? "cilium" : "none")
        .put("networkDataplane", "cilium")
        .put("loadBalancerSku", "standard")
        .put("outboundType", traits.right() ? "userDefinedRouting" : "loadBalancer")
        .put("podCidr", "10.244.0.0/16")
        .put("serviceCidr", "10.0.0.0/16")
        .put("dnsServiceIP", "10.0.0.10");
  }

  private void security(ObjectNode properties) {
    properties.putObject("oidcIssuerProfile").put("enabled", traits.right());
    ObjectNode security = properties.putObject("securityProfile");
    security.putObject("workloadIdentity").put("enabled", traits.right());
    ObjectNode cleaner = security.putObject("imageCleaner").put("enabled", traits.right());
    cleaner.put("intervalHours", 48);
    ObjectNode defender = security.putObject("defender");
    defender.put("logAnalyticsWorkspaceResourceId", places.workspace());
    defender.putObject("securityMonitoring").put("enabled", traits.right());
    if (traits.right()) {
      security
          .putObject("azureKeyVaultKms")
          .put("enabled", true)
          .put("keyId", "https://" + places.vaultName() + ".vault.azure.net/keys/aks-etcd/1")
          .put("keyVaultNetworkAccess", "Private")
          .put("keyVaultResourceId", places.vault());
    }
  }
}
