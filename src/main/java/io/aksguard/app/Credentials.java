package io.aksguard.app;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.AzureDeveloperCliCredentialBuilder;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * Who the app is to Azure. Never guessed by trying one after the other in production, which costs
 * seconds at a cold start and may pick somebody else.
 */
public final class Credentials {
  private static final String AUTHORITY = "AZURE_AUTHORITY_HOST";

  private Credentials() {}

  /**
   * The secret of an app registration where {@code AZURE_CLIENT_SECRET} is set, the managed
   * identity where {@code IDENTITY_ENDPOINT} is, else who is signed in with {@code az} or {@code
   * azd}.
   *
   * @throws IllegalStateException naming the setting that is missing
   */
  public static TokenCredential of(Map<String, String> environment) {
    Optional<String> secret = text(environment, "AZURE_CLIENT_SECRET");
    if (secret.isPresent()) {
      ClientSecretCredentialBuilder builder =
          new ClientSecretCredentialBuilder()
              .tenantId(need(environment, "AZURE_TENANT_ID"))
              .clientId(need(environment, "AZURE_CLIENT_ID"))
              .clientSecret(secret.get());
      // The public cloud knows nothing of an authority of its own.
      text(environment, AUTHORITY)
          .ifPresent(host -> builder.authorityHost(host).disableInstanceDiscovery());
      return builder.build();
    }
    if (text(environment, "IDENTITY_ENDPOINT").isPresent()) {
      ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder();
      text(environment, "AZURE_CLIENT_ID").ifPresent(builder::clientId);
      return builder.build();
    }
    return new ChainedTokenCredentialBuilder()
        .addLast(new AzureCliCredentialBuilder().build())
        .addLast(new AzureDeveloperCliCredentialBuilder().build())
        .build();
  }

  /** What somebody can do where Entra ID gives no token, for each of these ways to sign in. */
  static String remedy(Map<String, String> environment) {
    if (text(environment, "AZURE_CLIENT_SECRET").isPresent()) {
      return "see whether AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET are those of an"
          + " app registration";
    }
    return text(environment, "IDENTITY_ENDPOINT").isPresent()
        ? "see whether AZURE_CLIENT_ID is a managed identity of this host"
        : "run az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET";
  }

  /** The same for an app of the customer's own, which wants its consent given. */
  static String remedy(Map<String, String> environment, String audience) {
    return remedy(environment)
        .replace("run az login", "run az login --scope " + audience + "/.default");
  }

  private static String need(Map<String, String> environment, String name) {
    return text(environment, name)
        .orElseThrow(
            () -> new IllegalStateException(name + " is missing beside AZURE_CLIENT_SECRET"));
  }

  private static Optional<String> text(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
