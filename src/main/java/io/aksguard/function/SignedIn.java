package io.aksguard.function;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has signed in, as App Service Authentication tells it in {@code x-ms-client-principal}
 * (Microsoft's "Work with user identities"). Without that in front of the app anybody could send
 * the header: then nobody has signed in.
 *
 * @param id the object id of the person or application
 * @param roles app roles
 */
record SignedIn(String id, Set<String> roles) {
  private static final String HEADER = "x-ms-client-principal";
  private static final String CLAIMS = "http://schemas.microsoft.com/identity/claims/";
  private static final Set<String> OBJECT = Set.of("oid", CLAIMS + "objectidentifier");
  private static final Set<String> TENANT = Set.of("tid", CLAIMS + "tenantid");
  private static final Set<String> ROLE =
      Set.of("roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role");

  /** Settings of the platform, and ours. */
  static final String IS_ON = "WEBSITE_AUTH_ENABLED";

  private static final List<String> TENANTS = List.of("AKS_GUARD_TENANT_ID", "AZURE_TENANT_ID");

  /**
   * @param headers of the request; names in lower case, as the worker gives them
   * @param environment the app settings
   * @return empty where nobody has signed in whom this app can know
   */
  static Optional<SignedIn> of(Map<String, String> headers, Map<String, String> environment) {
    String header = headers.getOrDefault(HEADER, "");
    if (header.isEmpty() || !"true".equalsIgnoreCase(environment.getOrDefault(IS_ON, ""))) {
      return Optional.empty();
    }
    try {
      byte[] json = Base64.getDecoder().decode(header);
      return of(JsonReader.object(new String(json, StandardCharsets.UTF_8)), environment);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Optional<SignedIn> of(JsonObject principal, Map<String, String> environment) {
    Set<String> ids = values(principal, OBJECT);
    Set<String> tenants = values(principal, TENANT);
    Optional<String> ours =
        TENANTS.stream()
            .map(environment::get)
            .filter(id -> id != null && !id.isBlank())
            .findFirst();
    // A role of that name in another tenant is none here, and neither is one that nobody vouches
    // for.
    boolean isOurs = ours.filter(id -> tenants.equals(Set.of(id))).isPresent();
    return isOurs && ids.size() == 1
        ? Optional.of(new SignedIn(ids.iterator().next(), values(principal, ROLE)))
        : Optional.empty();
  }

  private static Set<String> values(JsonObject principal, Set<String> types) {
    Set<String> values = new HashSet<>();
    for (JsonObject claim : principal.array("claims").orElse(JsonArray.empty()).objects()) {
      if (claim.string("typ").filter(types::contains).isPresent()) {
        claim.string("val").ifPresent(values::add);
      }
    }
    return values;
  }
}
