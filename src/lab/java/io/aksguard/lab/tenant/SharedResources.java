package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** What the generated clusters of one subscription share. */
final class SharedResources {
  private final Places places;
  private final Traits traits;
  private final Consumer<ObjectNode> sink;

  SharedResources(Places places, Traits traits, Consumer<ObjectNode> sink) {
    this.places = places;
    this.traits = traits;
    this.sink = sink;
  }

  void make() {
    tracked(places.shared(), "Microsoft.Resources/resourceGroups");
    tracked(
        "/subscriptions/" + places.subscription() + "/resourceGroups/NetworkWatcherRG",
        "Microsoft.Resources/resourceGroups");
    for (String location : new String[] {"westeurope", "northeurope"}) {
      tracked(
          "/subscriptions/"
              + places.subscription()
              + "/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_"
              + location,
          "Microsoft.Network/networkWatchers");
    }
    workspace();
    registry();
    vault();
    backupVault();
    plans();
    policy();
  }

  private ObjectNode named(String id, String type) {
    ObjectNode body = Json.object();
    return body.put("id", id).put("name", id.substring(id.lastIndexOf('/') + 1)).put("type", type);
  }

  private ObjectNode tracked(String id, String type) {
    ObjectNode body = named(id, type).put("location", "westeurope");
    body.putObject("properties").put("provisioningState", "Succeeded");
    sink.accept(body);
    return body;
  }

  private void workspace() {
    ObjectNode body = tracked(places.workspace(), "Microsoft.OperationalInsights/workspaces");
    Json.under(body, "properties").put("retentionInDays", traits.right() ? 365 : 30);
    for (String table : new String[] {"AKSAudit", "AKSAuditAdmin", "AKSControlPlane"}) {
      ObjectNode each =
          named(
              places.workspace() + "/tables/" + table,
              "Microsoft.OperationalInsights/workspaces/tables");
      each.putObject("properties")
          .put("plan", "Analytics")
          .put("retentionInDays", 90)
          .put("totalRetentionInDays", traits.right() ? 400 : 90);
      sink.accept(each);
    }
  }

  private void registry() {
    ObjectNode body = tracked(places.registry(), "Microsoft.ContainerRegistry/registries");
    body.putObject("sku").put("name", "Premium").put("tier", "Premium");
    ObjectNode properties = Json.under(body, "properties");
    properties
        .put("loginServer", places.registryName() + ".azurecr.io")
        .put("adminUserEnabled", !traits.right())
        .put("anonymousPullEnabled", false)
        .put("publicNetworkAccess", traits.right() ? "Disabled" : "Enabled");
    var connections = properties.putArray("privateEndpointConnections");
    if (traits.right()) {
      connections
          .addObject()
          .put("id", places.registry() + "/privateEndpointConnections/pe-1")
          .put("name", "pe-1")
          .putObject("properties")
          .put("provisioningState", "Succeeded")
          .putObject("privateLinkServiceConnectionState")
          .put("status", "Approved");
    }
    properties
        .putObject("policies")
        .putObject("exportPolicy")
        .put("status", traits.right() ? "disabled" : "enabled");
    sink.accept(Surroundings.image(places.registry(), traits));
  }

  private void vault() {
    ObjectNode body = tracked(places.vault(), "Microsoft.KeyVault/vaults");
    ObjectNode properties = Json.under(body, "properties");
    properties
        .put("vaultUri", "https://" + places.vaultName() + ".vault.azure.net/")
        .put("enableRbacAuthorization", true)
        .put("enableSoftDelete", true)
        .put("enablePurgeProtection", traits.right())
        .put("publicNetworkAccess", traits.right() ? "Disabled" : "Enabled");
    properties.putArray("accessPolicies");
    ObjectNode key = named(places.vault() + "/keys/aks-etcd", "Microsoft.KeyVault/vaults/keys");
    ObjectNode inner = key.putObject("properties").put("kty", "RSA");
    inner.put("keyUri", "https://" + places.vaultName() + ".vault.azure.net/keys/aks-etcd");
    inner.putObject("attributes").put("enabled", true).put("created", 1_767_225_600);
    sink.accept(key);
  }

  private void backupVault() {
    ObjectNode body = tracked(places.backupVault(), "Microsoft.DataProtection/backupVaults");
    ObjectNode properties = Json.under(body, "properties");
    properties
        .putArray("storageSettings")
        .addObject()
        .put("datastoreType", "VaultStore")
        .put("type", "GeoRedundant");
    ObjectNode security = properties.putObject("securitySettings");
    security
        .putObject("immutabilitySettings")
        .put("state", traits.right() ? "Unlocked" : "Disabled");
    security.putObject("softDeleteSettings").put("state", "On").put("retentionDurationInDays", 14);
  }

  private void plans() {
    for (String plan : new String[] {"Containers", "CloudPosture", "VirtualMachines"}) {
      ObjectNode body =
          named(
              "/subscriptions/"
                  + places.subscription()
                  + "/providers/Microsoft.Security/pricings/"
                  + plan,
              "Microsoft.Security/pricings");
      ObjectNode properties = body.putObject("properties");
      properties.put("pricingTier", traits.right() ? "Standard" : "Free");
      var extensions = properties.putArray("extensions");
      for (String extension :
          new String[] {"ContainerSensor", "ContainerRegistriesVulnerabilityAssessments"}) {
        extensions
            .addObject()
            .put("name", extension)
            .put("isEnabled", traits.right() ? "True" : "False");
      }
      sink.accept(body);
    }
  }

  private void policy() {
    ObjectNode body =
        named(
            "/subscriptions/"
                + places.subscription()
                + "/providers/Microsoft.Authorization/policyAssignments/mcsb",
            "Microsoft.Authorization/policyAssignments");
    ObjectNode properties = body.putObject("properties");
    properties
        .put("displayName", "Microsoft cloud security benchmark")
        .put(
            "policyDefinitionId",
            "/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8")
        .put("scope", "/subscriptions/" + places.subscription())
        .put("enforcementMode", traits.right() ? "Default" : "DoNotEnforce");
    properties.putArray("notScopes");
    properties.putObject("parameters");
    sink.accept(body);
  }
}
