package io.aksguard.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyVaultTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void cryptographyClient_signsAndVerifies() throws NoSuchAlgorithmException {
    CryptographyClient client = client(bench.tenant.keyVault().key("anchors"));
    byte[] digest = digest("root");

    byte[] signature = client.sign(SignatureAlgorithm.ES256, digest).getSignature();

    assertThat(signature).hasSize(64);
    assertThat(client.verify(SignatureAlgorithm.ES256, digest, signature).isValid()).isTrue();
    assertThat(client.verify(SignatureAlgorithm.ES256, digest("other"), signature).isValid())
        .isFalse();
  }

  @Test
  void publicKey_verifiesWithoutTheVault() throws Exception {
    String id = bench.tenant.keyVault().key("anchors");
    byte[] signature = client(id).signData(SignatureAlgorithm.ES256, bytes("root")).getSignature();
    var keys =
        new KeyClientBuilder()
            .vaultUrl(bench.tenant.endpoint().toString())
            .credential(bench.credential())
            .httpClient(bench.azureHttp())
            .disableChallengeResourceVerification()
            .buildClient();

    Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
    check.initVerify(keys.getKey("anchors").getKey().toEc().getPublic());
    check.update(bytes("root"));

    assertThat(check.verify(signature)).isTrue();
  }

  @Test
  void rotation_leavesTheOldVersionUsable() throws NoSuchAlgorithmException {
    String old = bench.tenant.keyVault().key("anchors");
    byte[] signature = client(old).sign(SignatureAlgorithm.ES256, digest("root")).getSignature();

    String next = bench.tenant.keyVault().rotate("anchors");

    assertThat(next).isNotEqualTo(old).isEqualTo(bench.tenant.keyVault().key("anchors"));
    assertThat(client(old).verify(SignatureAlgorithm.ES256, digest("root"), signature).isValid())
        .isTrue();
    assertThat(client(next).verify(SignatureAlgorithm.ES256, digest("root"), signature).isValid())
        .isFalse();
  }

  @Test
  void unknownKey_isNotFound() {
    String id = bench.tenant.endpoint() + "/keys/none/0123456789abcdef0123456789abcdef";

    assertThatThrownBy(() -> client(id).sign(SignatureAlgorithm.ES256, digest("root")))
        .isInstanceOf(HttpResponseException.class);
  }

  private CryptographyClient client(String id) {
    return new CryptographyClientBuilder()
        .keyIdentifier(id)
        .credential(bench.credential())
        .httpClient(bench.azureHttp())
        .disableChallengeResourceVerification()
        .buildClient();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] digest(String text) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(bytes(text));
  }
}
