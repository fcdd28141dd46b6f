package io.aksguard.evidence.template;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What {@code environment()} answers in Azure's public cloud (Microsoft Learn, "Deployment
 * functions for ARM templates").
 */
final class PublicCloud {
  private PublicCloud() {}

  /** A new value for each caller, since it becomes a part of what the caller builds. */
  static JsonObject environment() {
    return new JsonObject.Builder(0)
        .put("name", "AzureCloud")
        .put("gallery", "https://gallery.azure.com/")
        .put("graph", "https://graph.windows.net/")
        .put("portal", "https://portal.azure.com")
        .put("graphAudience", "https://graph.windows.net/")
        .put("activeDirectoryDataLake", "https://datalake.azure.net/")
        .put("batch", "https://batch.core.windows.net/")
        .put("media", "https://rest.media.azure.net")
        .put("sqlManagement", "https://management.core.windows.net:8443/")
        .put(
            "vmImageAliasDoc",
            "https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json")
        .put("resourceManager", "https://management.azure.com/")
        .put("authentication", authentication())
        .put("suffixes", suffixes())
        .build();
  }

  private static JsonObject authentication() {
    return new JsonObject.Builder(0)
        .put("loginEndpoint", "https://login.microsoftonline.com/")
        .put(
            "audiences",
            JsonArray.of(
                List.of("https://management.core.windows.net/", "https://management.azure.com/")))
        .put("tenant", "common")
        .put("identityProvider", "AAD")
        .build();
  }

  private static JsonObject suffixes() {
    return JsonObject.of(
        Map.of(
            "acrLoginServer", ".azurecr.io",
            "azureDatalakeAnalyticsCatalogAndJob", "azuredatalakeanalytics.net",
            "azureDatalakeStoreFileSystem", "azuredatalakestore.net",
            "azureFrontDoorEndpointSuffix", "azurefd.net",
            "keyvaultDns", ".vault.azure.net",
            "sqlServerHostname", ".database.windows.net",
            "storage", "core.windows.net"));
  }
}
