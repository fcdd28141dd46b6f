package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The certificates that Ingresses and Gateways name. */
final class TlsSecrets {
  private final Map<String, JsonObject> secrets = new HashMap<>();
  private final Optional<Gap> hidden;

  TlsSecrets(JsonArray secrets) {
    this.hidden = secrets.rest();
    secrets
        .objects()
        .forEach(
            secret ->
                this.secrets.put(
                    key(secret.string("namespace").orElse(""), secret.string("name").orElse("")),
                    secret));
  }

  /**
   * {@code {secret: "namespace/name", found, notAfter}}; a gap where the Secret may be among those
   * that were not read.
   */
  Object of(String namespace, String name) {
    String key = key(namespace, name);
    JsonObject secret = secrets.get(key);
    if (secret == null && hidden.isPresent()) {
      return hidden.get();
    }
    JsonObject.Builder certificate = new JsonObject.Builder(0);
    certificate.put("secret", key).put("found", secret != null);
    if (secret != null) {
      Object end = secret.raw("notAfter");
      Gap none = new Gap("Secret " + key + " is not of type kubernetes.io/tls");
      certificate.put("notAfter", end == null ? none : end);
    }
    return certificate.build();
  }

  private static String key(String namespace, String name) {
    return namespace + '/' + name;
  }
}
