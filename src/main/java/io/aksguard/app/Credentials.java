package io.aksguard.app;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import java.util.Map;

/** T. */
public final class Credentials {
  private Credentials() {}

  public static TokenCredential of(Map<String, String> environment) {
    if (environment.containsKey("AZURE_CLIENT_SECRET")) {
      ClientSecretCredentialBuilder b =
          new ClientSecretCredentialBuilder()
              .tenantId(environment.get("AZURE_TENANT_ID"))
              .clientId(environment.get("AZURE_CLIENT_ID"))
              .clientSecret(environment.get("AZURE_CLIENT_SECRET"));
      if (environment.containsKey("AZURE_AUTHORITY_HOST")) {
        b.authorityHost(environment.get("AZURE_AUTHORITY_HOST")).disableInstanceDiscovery();
      }
      return b.build();
    }
    if (environment.containsKey("IDENTITY_ENDPOINT")) {
      return new ManagedIdentityCredentialBuilder().build();
    }
    return new AzureCliCredentialBuilder().build();
  }
}
