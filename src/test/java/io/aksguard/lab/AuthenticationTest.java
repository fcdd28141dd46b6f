package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aksguard.lab.tenant.People;
import io.aksguard.lab.tenant.Person;
import io.aksguard.lab.tenant.SimulatedTenant;
import io.aksguard.lab.tenant.TenantOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who App Service Authentication lets a host believe that it talks to. */
class AuthenticationTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Clock NOW = Clock.fixed(Lab.START, ZoneOffset.UTC);
  private static final String APP = "api://aks-guard";

  @TempDir private static Path base;
  private static SimulatedTenant tenant;
  private static People people;
  private static Person approver;

  private final List<HttpRequest> seen = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    tenant = SimulatedTenant.start(TenantOptions.unthrottled(1), NOW, base.resolve("tenant"));
    people = tenant.people();
    approver = people.named("Kim", "Approver", "Reader");
  }

  @AfterAll
  static void stop() {
    tenant.close();
  }

  @Test
  void signedIn_hasThePlatformsHeaders() throws Exception {
    answer(Authentication.of(people, APP, NOW), bearer(people.token(approver, APP)));

    Map<String, String> headers = seen.get(0).headers();
    JsonNode principal =
        MAPPER.readTree(Base64.getDecoder().decode(headers.get("x-ms-client-principal")));
    assertThat(headers)
        .containsEntry("x-ms-client-principal-id", approver.objectId())
        .containsEntry("x-ms-client-principal-idp", "aad")
        .containsKeys("x-ms-client-principal-name", "authorization");
    assertThat(principal.path("auth_typ").asText()).isEqualTo("aad");
    assertThat(principal.path("role_typ").asText()).endsWith("/claims/role");
    assertThat(principal.path("name_typ").asText()).endsWith("/claims/emailaddress");
    assertThat(values(principal, "roles")).containsExactly("Approver", "Reader");
    assertThat(values(principal, "http://schemas.microsoft.com/identity/claims/objectidentifier"))
        .containsExactly(approver.objectId());
    assertThat(values(principal, "http://schemas.microsoft.com/identity/claims/tenantid"))
        .containsExactly(tenant.tenantId());
  }

  @Test
  void headersOfCallers_areTakenAway_withAndWithoutAToken() {
    Authentication front = Authentication.of(people, APP, NOW);
    Map<String, String> forged = new HashMap<>(bearer(people.token(approver, APP)));
    forged.put("x-ms-client-principal", "forged");
    forged.put("x-ms-client-principal-id", "forged");
    forged.put("x-ms-token-aad-id-token", "forged");
    forged.put("x-colour", "blue");

    answer(front, forged);
    forged.remove("authorization");
    answer(front, forged);

    assertThat(seen.get(0).headers())
        .doesNotContainValue("forged")
        .containsEntry("x-colour", "blue");
    assertThat(seen.get(1).headers()).isEqualTo(Map.of("x-colour", "blue"));
  }

  static Stream<Map<String, String>> strangers() {
    return Stream.of(
        Map.of(),
        Map.of("authorization", "Basic a2lt"),
        bearer("no.such.token"),
        bearer(forged()),
        bearer(people.token(approver, "api://another-app")),
        bearer(people.token(approver, APP, Duration.ofMinutes(-1))),
        bearer(people.tokenOfAnotherTenant(approver, APP)));
  }

  /** The claims of a good token with another signature. */
  private static String forged() {
    String good = people.token(approver, APP);
    return good.substring(0, good.lastIndexOf('.')) + ".c2lnbmVkIGJ5IG1l";
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void strangers_areNobody_orAreRefused(Map<String, String> headers) {
    Authentication front = Authentication.of(people, APP, NOW);

    assertThat(answer(front, headers).status().value()).isEqualTo(200);
    assertThat(seen.get(0).headers()).isEqualTo(headers);

    assertThat(answer(front.required(), headers).status().value()).isEqualTo(401);
    assertThat(seen).hasSize(1);
  }

  @Test
  void appOfSeveralTenants_isToldOfTheOtherTenant() throws Exception {
    answer(
        Authentication.of(people, APP, NOW).forAnyTenant(),
        bearer(people.tokenOfAnotherTenant(approver, APP)));

    JsonNode principal =
        MAPPER.readTree(
            Base64.getDecoder().decode(seen.get(0).headers().get("x-ms-client-principal")));
    assertThat(values(principal, "http://schemas.microsoft.com/identity/claims/tenantid"))
        .hasSize(1)
        .doesNotContain(tenant.tenantId());
  }

  @Test
  void host_believesTheHeader_onlyWithThePlatformInFront(@TempDir Path data) throws Exception {
    Path app = FixtureApp.pack(base);
    Map<String, String> settings =
        Map.of("TAPE", data.resolve("t").toString(), "TICK", "0 0 * * * *");
    try (LabClock clock = LabClock.jumpingFrom(Lab.START)) {
      LocalHost.Options open = LocalHost.Options.of(app, data.resolve("open"), settings, clock);
      LocalHost.Options guarded =
          LocalHost.Options.of(app, data.resolve("guarded"), settings, clock)
              .withAuthentication(Authentication.of(people, APP, clock));
      assertThat(open.environment()).doesNotContainKey("WEBSITE_AUTH_ENABLED");
      assertThat(guarded.environment()).containsEntry("WEBSITE_AUTH_ENABLED", "True");

      try (LocalHost host = LocalHost.start(open)) {
        assertThat(who(host, "x-ms-client-principal-id", "mallory")).isEqualTo("mallory");
      }
      try (LocalHost host = LocalHost.start(guarded)) {
        assertThat(who(host, "x-ms-client-principal-id", "mallory")).isEqualTo("nobody");
        assertThat(who(host, "Authorization", "Bearer " + people.token(approver, APP)))
            .isEqualTo(approver.objectId());
      }
    }
  }

  private static String who(LocalHost host, String header, String value) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            java.net.http.HttpRequest.newBuilder(URI.create(host.url() + "/api/who"))
                .header(header, value)
                .build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }

  private HttpAnswer answer(Authentication front, Map<String, String> headers) {
    return front
        .before(
            request -> {
              seen.add(request);
              return Door.empty(200);
            })
        .answer(new HttpRequest("GET", URI.create("http://localhost/"), headers, Optional.empty()));
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("authorization", "Bearer " + token);
  }

  private static List<String> values(JsonNode principal, String type) {
    List<String> values = new ArrayList<>();
    for (JsonNode claim : principal.path("claims")) {
      if (claim.path("typ").asText().equals(type)) {
        values.add(claim.path("val").asText());
      }
    }
    return values;
  }
}
