package io.aksguard.lab;

import com.microsoft.azure.functions.HttpStatusType;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.lab.tenant.People;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * App Service Authentication ("Easy Auth") in front of a host, for people whose client sends a
 * token of Entra. It takes the platform's headers away from whoever sends them, and writes its own
 * for whom it knows. Shapes and names as in Microsoft's "Work with user identities", and roles
 * under the name that Azure gives them, which is not that of {@code role_typ}. Sign-in by cookie,
 * and paths that are left out, are not modelled.
 *
 * @param audience the app that tokens must be for
 * @param isRequired whether nobody gets through without a token; otherwise one that is no good
 *     counts as none, and the app must look
 * @param isForAnyTenant whether tokens of other tenants are good, as for an app of several tenants
 */
public record Authentication(
    People people, String audience, Clock clock, boolean isRequired, boolean isForAnyTenant) {

  /** What the platform sets for the app behind it. */
  static final Map<String, String> SETTINGS = Map.of("WEBSITE_AUTH_ENABLED", "True");

  private static final String PRINCIPAL = "x-ms-client-principal";
  private static final List<String> PLATFORMS = List.of(PRINCIPAL, "x-ms-token-");
  private static final String CLAIMS = "http://schemas.microsoft.com/identity/claims/";
  private static final String SOAP = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
  private static final String ROLE = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

  /** Claims whose names are not those of the token. */
  private static final Map<String, String> MAPPED =
      Map.of(
          "oid", CLAIMS + "objectidentifier",
          "tid", CLAIMS + "tenantid",
          "sub", SOAP + "nameidentifier");

  /** For people of one tenant, and for everybody without a token. */
  public static Authentication of(People people, String audience, Clock clock) {
    return new Authentication(people, audience, clock, false, false);
  }

  public Authentication required() {
    return new Authentication(people, audience, clock, true, isForAnyTenant);
  }

  public Authentication forAnyTenant() {
    return new Authentication(people, audience, clock, isRequired, true);
  }

  /** The pages as they are reached from outside. */
  Door.Pages before(Door.Pages pages) {
    return request -> {
      Optional<JsonObject> claims = claims(request);
      return claims.isEmpty() && isRequired ? refused() : pages.answer(known(request, claims));
    };
  }

  private static HttpAnswer refused() {
    return new HttpAnswer(HttpStatusType.custom(401), Map.of("WWW-Authenticate", "Bearer"), null);
  }

  private Optional<JsonObject> claims(HttpRequest request) {
    String header = request.header("authorization").orElse("");
    return header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? people.claims(header.substring(7).strip()).map(JsonReader::object).filter(this::isGood)
        : Optional.empty();
  }

  private boolean isGood(JsonObject claims) {
    long now = clock.instant().getEpochSecond();
    return claims.string("aud").orElse("").equals(audience)
        && (isForAnyTenant || claims.string("iss").orElse("").equals(people.issuer()))
        && claims.raw("exp") instanceof Long end
        && now < end;
  }

  private static HttpRequest known(HttpRequest request, Optional<JsonObject> claims) {
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    headers.keySet().removeIf(name -> PLATFORMS.stream().anyMatch(name::startsWith));
    claims.ifPresent(
        each -> {
          headers.put(PRINCIPAL, principal(each));
          headers.put(PRINCIPAL + "-id", each.string("oid").orElse(""));
          headers.put(PRINCIPAL + "-name", each.string("preferred_username").orElse(""));
          headers.put(PRINCIPAL + "-idp", "aad");
        });
    return new HttpRequest(request.method(), request.uri(), headers, request.body());
  }

  private static String principal(JsonObject token) {
    List<Map<String, String>> claims = new ArrayList<>();
    token.forEach(
        (name, value) -> {
          List<?> values = value instanceof JsonArray array ? array.known() : List.of(value);
          String type = MAPPED.getOrDefault(name, name);
          values.forEach(each -> claims.add(Map.of("typ", type, "val", String.valueOf(each))));
        });
    Map<String, Object> principal = new LinkedHashMap<>();
    principal.put("auth_typ", "aad");
    principal.put("claims", claims);
    principal.put("name_typ", SOAP + "emailaddress");
    principal.put("role_typ", ROLE);
    return Base64.getEncoder()
        .encodeToString(JsonWriter.text(principal).getBytes(StandardCharsets.UTF_8));
  }
}
