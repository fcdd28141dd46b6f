package io.aksguard.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.ClientSecretCredentialBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntraTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void azureIdentity_signsInWithASecret_andArmTakesItsToken() {
    AccessToken token =
        bench
            .credential()
            .getTokenSync(
                new TokenRequestContext().addScopes("https://management.azure.com/.default"));

    assertThat(bench.raw("GET", Bench.CLUSTER + Bench.AKS, "", token.getToken()).status())
        .isEqualTo(200);
  }

  @Test
  void azureIdentity_failsWithTheReason_whenTheSecretIsWrong() {
    var credential =
        new ClientSecretCredentialBuilder()
            .tenantId(bench.tenant.tenantId())
            .clientId(bench.principal.clientId())
            .clientSecret("wrong")
            .authorityHost(bench.tenant.endpoint().toString())
            .disableInstanceDiscovery()
            .httpClient(bench.azureHttp())
            .build();

    assertThatThrownBy(
            () ->
                credential.getTokenSync(
                    new TokenRequestContext().addScopes("https://management.azure.com/.default")))
        .hasStackTraceContaining("AADSTS7000215");
  }

  @Test
  void wrongSecret_isAnswered401() {
    Bench.Reply reply = bench.signIn("wrong", "https://management.azure.com/.default");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().path("error").asText()).isEqualTo("invalid_client");
  }

  @Test
  void tokenForAnotherAudience_isNotTakenByArm() {
    String token = bench.token("https://vault.azure.net/.default");

    Bench.Reply reply = bench.raw("GET", Bench.CLUSTER + Bench.AKS, "", token);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("www-authenticate")).contains("invalid_token");
  }

  @Test
  void revokedToken_isNotTaken() {
    assertThat(bench.get(Bench.CLUSTER + Bench.AKS).status()).isEqualTo(200);

    bench.tenant.revokeTokens();

    assertThat(bench.get(Bench.CLUSTER + Bench.AKS).status()).isEqualTo(401);
  }

  @Test
  void discovery_namesTheTokenEndpoint() {
    String path = "/" + bench.tenant.tenantId() + "/v2.0/.well-known/openid-configuration";

    assertThat(bench.raw("GET", path, "", "").json().path("token_endpoint").asText())
        .isEqualTo(bench.tenant.endpoint() + "/" + bench.tenant.tenantId() + "/oauth2/v2.0/token");
  }
}
