package io.aksguard.adapter.vault;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.AzureException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import io.aksguard.history.AnchorKey;
import io.aksguard.history.Signer;
import io.aksguard.storage.UnavailableException;
import java.net.URI;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key in Azure Key Vault or a managed HSM, which signs and is never seen. The identity needs the
 * role Key Vault Crypto User.
 */
public final class KeyVaultSigner implements Signer {
  /** The vault's own name stands before the service's in every cloud. */
  private static final Pattern HOST = Pattern.compile("[^.]+\\.((vault|managedhsm)\\..+)");

  private static final String ROLE =
      "; the app's identity needs the role Key Vault Crypto User on it, and a way through its firewall";

  private final String wanted;
  private final HttpPipeline pipeline;
  private @Nullable KeyVaultKey found;

  /**
   * @param keyId as {@code https://NAME.vault.azure.net/keys/KEY/VERSION}; without a version the
   *     newest one, as of the first use
   * @param pipeline that authenticates
   * @throws IllegalArgumentException when it is no id of a key
   */
  public KeyVaultSigner(String keyId, HttpPipeline pipeline) {
    if (!keyId.matches("https://[^/]+/keys/[^/]+(/[^/]+)?")) {
      throw new IllegalArgumentException("not the id of a key in a vault: " + keyId);
    }
    this.wanted = keyId;
    this.pipeline = pipeline;
  }

  /** With an identity. */
  public static KeyVaultSigner of(String keyId, TokenCredential credential, HttpClient client) {
    return new KeyVaultSigner(
        keyId,
        new HttpPipelineBuilder()
            .policies(
                new UserAgentPolicy("aks-guard"),
                new RequestIdPolicy(),
                new RetryPolicy(),
                new BearerTokenAuthenticationPolicy(credential, scope(keyId)))
            .httpClient(client)
            .build());
  }

  /** Whom a token for this key must be meant for; for a private name the public cloud's vaults. */
  static String scope(String keyId) {
    var host = HOST.matcher(URI.create(keyId).getHost());
    return "https://" + (host.matches() ? host.group(1) : "vault.azure.net") + "/.default";
  }

  @Override
  public String keyId() {
    return found().getId();
  }

  @Override
  public AnchorKey key() {
    JsonWebKey key = found().getKey();
    if (key.getX() == null || key.getY() == null) {
      throw new IllegalStateException(wanted + " is not a key on the curve P-256");
    }
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return new AnchorKey(
        "{\"kty\":\"EC\",\"crv\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(
                key.getCurveName(),
                base64.encodeToString(key.getX()),
                base64.encodeToString(key.getY())));
  }

  @Override
  public byte[] sign(byte[] digest) {
    try {
      return client(keyId()).sign(SignatureAlgorithm.ES256, digest).getSignature();
    } catch (AzureException e) {
      throw new UnavailableException("cannot sign with " + wanted + ROLE, e);
    }
  }

  /** Kept, so that one anchor never mixes two versions of a key that is rotated meanwhile. */
  private synchronized KeyVaultKey found() {
    KeyVaultKey key = found;
    if (key == null) {
      try {
        key = client(wanted).getKey();
      } catch (AzureException e) {
        throw new UnavailableException("cannot read the key " + wanted + ROLE, e);
      }
      found = key;
    }
    return key;
  }

  private CryptographyClient client(String keyId) {
    return new CryptographyClientBuilder().keyIdentifier(keyId).pipeline(pipeline).buildClient();
  }
}
