package io.aksguard.lab.tenant;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls ARM as a principal, inside the process: the same way as over the network, but for TLS. */
public final class ArmClient {
  private final Door door;
  private final Entra entra;
  private final Principal principal;

  ArmClient(Door door, Entra entra, Principal principal) {
    this.door = door;
    this.entra = entra;
    this.principal = principal;
  }

  /**
   * An answer.
   *
   * @param body JSON, or empty
   */
  public record Reply(int status, String body, Map<String, String> headers) {}

  /**
   * @param path with its query
   * @param body JSON, or empty
   * @param headers pairs of name and value
   */
  public Reply call(String method, String path, String body, String... headers) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("authorization", "Bearer " + entra.token(principal));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    Answer answer = door.handle(Request.of(method, URI.create(path), all, body));
    return new Reply(
        answer.status(), new String(answer.bytes(), StandardCharsets.UTF_8), answer.headers());
  }
}
