package io.aksguard.adapter.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.aksguard.history.Signer;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.lab.tenant.SimulatedTenant;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.storage.UnavailableException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over the wire, with tokens, against the vault of the simulated tenant. */
class KeyVaultSignerTest {
  private static final byte[] DIGEST = sha256("where all chains end");

  @TempDir private Path folder;
  private SimulatedTenant tenant;
  private HttpClient http;
  private TokenCredential credential;

  @BeforeEach
  void start() throws Exception {
    Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    tenant = SimulatedTenant.start(TenantOptions.unthrottled(1), clock, folder);
    http =
        new JdkHttpClientBuilder(
                java.net.http.HttpClient.newBuilder().sslContext(tenant.sslContext()))
            .build();
    Principal principal = tenant.newPrincipal();
    credential =
        new ClientSecretCredentialBuilder()
            .httpClient(http)
            .authorityHost(tenant.endpoint().toString())
            .disableInstanceDiscovery()
            .tenantId(tenant.tenantId())
            .clientId(principal.clientId())
            .clientSecret(principal.secret())
            .build();
  }

  @AfterEach
  void stop() {
    tenant.close();
  }

  private Signer signer(String keyId) {
    return KeyVaultSigner.of(keyId, credential, http);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sign_givesWhatTheKeyVerifies() {
    String id = tenant.keyVault().key("anchors");
    Signer signer = signer(id);

    byte[] signature = signer.sign(DIGEST);

    assertThat(signer.keyId()).isEqualTo(id);
    assertThat(signature).hasSize(64);
    assertThat(signer.key().verify(DIGEST, signature)).isTrue();
    assertThat(signer.key().verify(sha256("another end"), signature)).isFalse();
  }

  @Test
  void sign_whenTheIdHasNoVersion_keepsTheOneThatItFoundFirst() {
    String first = tenant.keyVault().key("anchors");
    Signer signer = signer(first.substring(0, first.lastIndexOf('/')));
    assertThat(signer.keyId()).isEqualTo(first);

    tenant.keyVault().rotate("anchors");
    byte[] signature = signer.sign(DIGEST);

    assertThat(signer.key().verify(DIGEST, signature)).isTrue();
  }

  @Test
  void key_whenThereIsNone_isUnavailable() {
    Signer signer = signer(tenant.endpoint() + "/keys/nothing/00");

    assertThatThrownBy(signer::key).isInstanceOf(UnavailableException.class);
  }

  @Test
  void scope_isThatOfTheCloud() {
    assertThat(KeyVaultSigner.scope("https://guard.vault.azure.net/keys/a"))
        .isEqualTo("https://vault.azure.net/.default");
    assertThat(KeyVaultSigner.scope("https://guard.vault.usgovcloudapi.net/keys/a"))
        .isEqualTo("https://vault.usgovcloudapi.net/.default");
    assertThat(KeyVaultSigner.scope("https://guard.managedhsm.azure.net/keys/a"))
        .isEqualTo("https://managedhsm.azure.net/.default");
    assertThat(KeyVaultSigner.scope("https://localhost:8443/keys/a"))
        .isEqualTo("https://vault.azure.net/.default");
  }

  @Test
  void signer_whenTheIdIsNone_isRefused() {
    assertThatThrownBy(() -> signer("https://guard.vault.azure.net/secrets/a"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
