package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Entra's token endpoint for client credentials. Tokens live in real time, not in the tenant's:
 * azure-identity measures their life by the machine's clock.
 */
final class Entra {
  static final Duration LIFE = Duration.ofHours(1);

  private record Grant(Principal principal, String audience, long endsNanos) {}

  private final String tenantId;
  private final String endpoint;
  private final Map<String, Principal> principals = new ConcurrentHashMap<>();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Mint mint = new Mint();

  Entra(String tenantId, String endpoint) {
    this.tenantId = tenantId;
    this.endpoint = endpoint;
  }

  void register(Principal principal) {
    principals.put(principal.clientId().toLowerCase(Locale.ROOT), principal);
  }

  List<Principal> principals() {
    return List.copyOf(principals.values());
  }

  void revoke() {
    grants.clear();
  }

  /** The principal of a bearer token for one of these audiences. */
  Optional<Principal> authenticate(String authorization, String... audiences) {
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.empty();
    }
    Grant grant = grants.get(authorization.substring(7).strip());
    return grant != null
            && grant.endsNanos() > System.nanoTime()
            && Arrays.asList(audiences).contains(grant.audience())
        ? Optional.of(grant.principal())
        : Optional.empty();
  }

  /** The endpoints below {@code /{tenant}/}. */
  Answer handle(Request request) {
    String path = request.path().toLowerCase(Locale.ROOT);
    if (path.endsWith("/.well-known/openid-configuration")) {
      return Answer.json(200, configuration());
    }
    if (!path.endsWith("/oauth2/v2.0/token") || !request.method().equals("POST")) {
      return Answer.error(404, "NotFound", "no such endpoint of Entra is simulated");
    }
    Map<String, String> form = Request.parameters(request.body());
    Principal principal =
        principals.get(form.getOrDefault("client_id", "").toLowerCase(Locale.ROOT));
    if (!path.startsWith("/" + tenantId.toLowerCase(Locale.ROOT) + "/")) {
      return refused(400, "invalid_request", 90002, "Tenant was not found.");
    }
    if (!form.getOrDefault("grant_type", "").equals("client_credentials")) {
      return refused(400, "unsupported_grant_type", 70003, "The grant type is not supported.");
    }
    if (principal == null) {
      return refused(
          401, "unauthorized_client", 700016, "Application was not found in the directory.");
    }
    if (!principal.secret().equals(form.get("client_secret"))) {
      return refused(401, "invalid_client", 7000215, "Invalid client secret provided.");
    }
    for (String scope : form.getOrDefault("scope", "").split(" ")) {
      if (scope.endsWith("/.default")) {
        return Answer.json(200, token(principal, audience(scope)))
            .with("client-request-id", request.header("client-request-id"));
      }
    }
    return refused(400, "invalid_scope", 70011, "The provided scope is not valid.");
  }

  /** {@code https://management.azure.com//.default} names the same audience as one slash. */
  private static String audience(String scope) {
    return scope.substring(0, scope.length() - "/.default".length()).replaceAll("/+$", "");
  }

  /** A token for ARM without asking for it over the network. */
  String token(Principal principal) {
    return token(principal, "https://management.azure.com").path("access_token").asText();
  }

  private ObjectNode token(Principal principal, String audience) {
    ObjectNode claims =
        Json.object()
            .put("aud", audience)
            .put("appid", principal.clientId())
            .put("oid", principal.objectId())
            .put("tid", tenantId);
    String token = mint.token(claims);
    grants.put(token, new Grant(principal, audience, System.nanoTime() + LIFE.toNanos()));
    return Json.object()
        .put("token_type", "Bearer")
        .put("expires_in", LIFE.toSeconds())
        .put("ext_expires_in", LIFE.toSeconds())
        .put("access_token", token);
  }

  private ObjectNode configuration() {
    String base = endpoint + "/" + tenantId;
    ObjectNode answer =
        Json.object()
            .put("token_endpoint", base + "/oauth2/v2.0/token")
            .put("authorization_endpoint", base + "/oauth2/v2.0/authorize")
            .put("issuer", base + "/v2.0");
    List.of("client_secret_post")
        .forEach(answer.putArray("token_endpoint_auth_methods_supported")::add);
    return answer;
  }

  private static Answer refused(int status, String error, int code, String message) {
    ObjectNode body =
        Json.object()
            .put("error", error)
            .put("error_description", "AADSTS" + code + ": " + message);
    body.putArray("error_codes").add(code);
    return Answer.json(status, body);
  }
}
