package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The header of App Service Authentication is believed only where that is on. */
class SignedInTest {
  private static final String TENANT = "11111111-1111-4111-8111-111111111111";
  private static final Map<String, String> ON =
      Map.of("WEBSITE_AUTH_ENABLED", "True", "AKS_GUARD_TENANT_ID", TENANT);

  private static Map<String, String> header(String json) {
    String text = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return Map.of("x-ms-client-principal", text);
  }

  private static Map<String, String> person(String tenant) {
    return header(
        """
        {"auth_typ": "aad", "claims": [
          {"typ": "http://schemas.microsoft.com/identity/claims/objectidentifier", "val": "oid-1"},
          {"typ": "http://schemas.microsoft.com/identity/claims/tenantid", "val": "%s"},
          {"typ": "name", "val": "Jane"},
          {"typ": "roles", "val": "Approver"}, {"typ": "roles", "val": "Reader"}]}
        """
            .formatted(tenant));
  }

  @Test
  void principalOfOurTenant_isKnownByIdAndRoles_andByNothingElse() {
    assertThat(SignedIn.of(person(TENANT), ON))
        .contains(new SignedIn("oid-1", Set.of("Approver", "Reader")));
  }

  @Test
  void withoutAuthenticationInFront_nobodyHasSignedIn() {
    assertThat(SignedIn.of(person(TENANT), Map.of("AKS_GUARD_TENANT_ID", TENANT))).isEmpty();
    assertThat(
            SignedIn.of(
                person(TENANT),
                Map.of("AKS_GUARD_TENANT_ID", TENANT, "WEBSITE_AUTH_ENABLED", "False")))
        .isEmpty();
  }

  @Test
  void principalOfAnotherTenant_isNobody() {
    assertThat(SignedIn.of(person("22222222-2222-4222-8222-222222222222"), ON)).isEmpty();
    assertThat(SignedIn.of(person(TENANT), Map.of("WEBSITE_AUTH_ENABLED", "True"))).isEmpty();
  }

  @Test
  void whatIsNoPrincipal_isNobody() {
    assertThat(SignedIn.of(Map.of(), ON)).isEmpty();
    assertThat(SignedIn.of(Map.of("x-ms-client-principal", "?"), ON)).isEmpty();
    assertThat(SignedIn.of(header("[]"), ON)).isEmpty();
    assertThat(
            SignedIn.of(header("{\"claims\": [{\"typ\": \"roles\", \"val\": \"Approver\"}]}"), ON))
        .isEqualTo(Optional.empty());
  }
}
