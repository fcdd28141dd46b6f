package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a TLS Secret's certificate, which is public. It is all that leaves the Secret: neither
 * the key nor a text of the certificate, also not in the reason of a gap.
 */
final class TlsCertificate {
  /** Secrets of this type hold a certificate in {@code tls.crt} and its key in {@code tls.key}. */
  static final String TYPE = "kubernetes.io/tls";

  private static final String MEMBER = "tls.crt";
  private static final Pattern FIRST =
      Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END CERTIFICATE-----");

  private TlsCertificate() {}

  /**
   * The instant after which the first certificate of {@code tls.crt}, the server's own, is no
   * longer valid, as an ISO text; a gap where there is none that can be read.
   *
   * @param secret as kubectl shows it
   */
  static Object notAfter(JsonObject secret) {
    Optional<String> pem;
    try {
      pem = pem(secret);
    } catch (IllegalArgumentException e) {
      return new Gap("tls.crt is not in base64");
    }
    if (pem.isEmpty()) {
      return new Gap("tls.crt was not in the input");
    }
    Matcher first = FIRST.matcher(pem.get());
    if (!first.find()) {
      return new Gap("tls.crt holds no certificate");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(first.group(1));
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      return certificate.getNotAfter().toInstant().toString();
    } catch (CertificateException | IllegalArgumentException e) {
      return new Gap("the certificate in tls.crt cannot be read");
    }
  }

  /** What {@code stringData} says counts, as it does for the API server. */
  private static Optional<String> pem(JsonObject secret) {
    Optional<String> plain = member(secret, "stringData");
    return plain.isPresent()
        ? plain
        : member(secret, "data")
            .filter(encoded -> !encoded.isBlank())
            .map(encoded -> Base64.getMimeDecoder().decode(encoded))
            .map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
  }

  private static Optional<String> member(JsonObject secret, String of) {
    return secret.object(of).flatMap(values -> values.string(MEMBER));
  }
}
