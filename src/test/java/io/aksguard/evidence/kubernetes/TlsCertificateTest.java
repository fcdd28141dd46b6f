package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Of a TLS Secret the end of its certificate is kept, and no other byte. */
class TlsCertificateTest {
  /** Of nobody, for a.example.com, until 2036; its key was thrown away. */
  private static final String CERTIFICATE =
      "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJGekNCdmdJQkFUQUtCZ2dxaGtqT1BRUURBakFZTVJZ"
          + "d0ZBWURWUVFEREExaExtVjRZVzF3YkdVdVkyOXQKTUI0WERUSTJNREV3TVRBd01EQXdNRm9YRFRNMk1ERXdN"
          + "VEF3TURBd01Gb3dHREVXTUJRR0ExVUVBd3dOWVM1bAplR0Z0Y0d4bExtTnZiVEJaTUJNR0J5cUdTTTQ5QWdF"
          + "R0NDcUdTTTQ5QXdFSEEwSUFCTDZxTDJWZXN2V1BkSVJOCmtDLy9sS0lBS3ZaOG9aN1gvcTdIbXpmTXovTWFn"
          + "eHRzTGRtejd1dER4MWdPb2UwaEJkakxPbVhrMi9wb0Jqb2IKZGdNY0R2c3dDZ1lJS29aSXpqMEVBd0lEU0FB"
          + "d1JRSWhBSnZVc2JEeVpVWFZRanlmOGFiczFoR2l3NFIzTlUwRgpHOFB5TXQ4QkdCUEpBaUJyTnVYNWhVR0Zy"
          + "dk5acDFmanZaQnNjaVdVbEpaV0RvbldoK1pSY3hvMDZnPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=";

  private static final String KEY = base64("MARKER-of-the-key");

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String pem() {
    return new String(Base64.getDecoder().decode(CERTIFICATE), StandardCharsets.US_ASCII);
  }

  private static JsonObject secret(String type, String members) {
    String yaml =
        "apiVersion: v1\nkind: Secret\nmetadata: {name: cert, namespace: shop}\ntype: %s\n%s"
            .formatted(type, members);
    return Given.list(Given.section(yaml), "secrets").get(0);
  }

  private static JsonObject secret(String crt) {
    return secret("kubernetes.io/tls", "data: {tls.crt: '%s', tls.key: '%s'}".formatted(crt, KEY));
  }

  @Test
  void tlsSecret_keepsTheEndOfItsCertificateAndNothingElse() {
    JsonObject kept = secret(CERTIFICATE);

    assertThat(kept.raw("notAfter")).isEqualTo("2036-01-01T00:00:00Z");
    Set<String> members = new TreeSet<>();
    kept.entries().forEach(member -> members.add(member.getKey()));
    assertThat(members)
        .containsExactly("apiVersion", "keys", "kind", "name", "namespace", "notAfter", "type");
    assertThat(Given.json(kept))
        .doesNotContain(KEY, CERTIFICATE.substring(40, 80), pem().substring(40, 80))
        .doesNotContain("a.example.com");
  }

  @Test
  void chain_isAsGoodAsItsFirstCertificate() {
    String chain = pem() + "-----BEGIN CERTIFICATE-----\nMARKER\n-----END CERTIFICATE-----\n";

    assertThat(secret(base64(chain)).raw("notAfter")).isEqualTo("2036-01-01T00:00:00Z");
  }

  @Test
  void manifest_withPlainText_isRead() {
    String indented = pem().indent(4);

    JsonObject kept = secret("kubernetes.io/tls", "stringData:\n  tls.crt: |\n" + indented);

    assertThat(kept.raw("notAfter")).isEqualTo("2036-01-01T00:00:00Z");
  }

  @Test
  void otherTypes_areNotLookedAt() {
    JsonObject kept = secret("Opaque", "data: {tls.crt: '%s'}".formatted(CERTIFICATE));

    assertThat(kept.raw("notAfter")).isNull();
  }

  @Test
  void whatIsNoCertificate_isAGapThatTellsNothing() {
    String key = "-----BEGIN EC PRIVATE KEY-----\nMARKER\n-----END EC PRIVATE KEY-----\n";
    String broken = "-----BEGIN CERTIFICATE-----\nTUFSS0VS\n-----END CERTIFICATE-----\n";

    assertThat(secret(base64(key)).raw("notAfter"))
        .isEqualTo(new Gap("tls.crt holds no certificate"));
    assertThat(secret(base64(broken)).raw("notAfter"))
        .isEqualTo(new Gap("the certificate in tls.crt cannot be read"));
    assertThat(secret("").raw("notAfter")).isEqualTo(new Gap("tls.crt was not in the input"));
    assertThat(secret("A").raw("notAfter")).isEqualTo(new Gap("tls.crt is not in base64"));
    assertThat(secret("kubernetes.io/tls", "").raw("notAfter"))
        .isEqualTo(new Gap("tls.crt was not in the input"));
  }
}
