package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes tokens in the form of a JWT; chance stands in the place of the signature. */
final class Mint {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();

  String token(ObjectNode claims) {
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    String header = "{\"typ\":\"JWT\",\"alg\":\"none\"}";
    return BASE64.encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + BASE64.encodeToString(Json.bytes(claims))
        + "."
        + BASE64.encodeToString(nonce);
  }
}
