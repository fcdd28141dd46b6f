package io.aksguard.lab.tenant;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A tenant with two subscriptions and a cluster, and clients of it. */
final class Bench implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  static final String SUB = "11111111-1111-4111-8111-111111111111";
  static final String OTHER = "22222222-2222-4222-8222-222222222222";
  static final String GROUP = "/subscriptions/" + SUB + "/resourceGroups/rg-shop";
  static final String CLUSTER =
      GROUP + "/providers/Microsoft.ContainerService/managedClusters/aks-shop";
  static final String AKS = "?api-version=2026-08-01";

  final ManualClock clock = new ManualClock(START);
  final SimulatedTenant tenant;
  final Principal principal;
  private final java.net.http.HttpClient http;
  private String token = "";

  Bench() {
    this(TenantOptions.unthrottled(7));
  }

  Bench(TenantOptions options) {
    try {
      Path folder = Path.of(System.getProperty("aksguard.basedir", "."), "target", "lab-tls");
      tenant = SimulatedTenant.start(options, clock, folder);
      http =
          java.net.http.HttpClient.newBuilder()
              .sslContext(tenant.sslContext())
              .version(java.net.http.HttpClient.Version.HTTP_1_1)
              .build();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    principal = tenant.newPrincipal();
    tenant.addSubscription(SUB, "shop", List.of("mg-shop", "mg-root"));
    tenant.addSubscription(OTHER, "other", List.of("mg-root"));
    tenant.seed(
        "{\"id\":\""
            + GROUP
            + "\",\"name\":\"rg-shop\",\"type\":\"Microsoft.Resources/resourceGroups\","
            + "\"location\":\"westeurope\",\"properties\":{\"provisioningState\":\"Succeeded\"}}");
    tenant.seed(cluster("aks-shop"));
  }

  static String cluster(String name) {
    return "{\"id\":\""
        + GROUP
        + "/providers/Microsoft.ContainerService/managedClusters/"
        + name
        + "\",\"location\":\"westeurope\",\"properties\":{\"kubernetesVersion\":\"1.36\","
        + "\"disableLocalAccounts\":true,\"agentPoolProfiles\":["
        + "{\"name\":\"system\",\"mode\":\"System\",\"count\":3},"
        + "{\"name\":\"apps\",\"mode\":\"User\",\"count\":5}]}}";
  }

  /** An answer with its body as JSON. */
  record Reply(int status, JsonNode json, Map<String, List<String>> headers) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of("")).get(0);
    }

    String code() {
      return json.at("/error/code").asText();
    }
  }

  Reply get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  Reply put(String path, String body, String... headers) {
    return send("PUT", path, body, headers);
  }

  /** Over the network, with a token for ARM. */
  Reply send(String method, String path, String body, String... headers) {
    if (token.isEmpty()) {
      token = token("https://management.azure.com/.default");
    }
    return raw(method, path, body, token, headers);
  }

  Reply raw(String method, String path, String body, String bearer, String... headers) {
    try {
      URI uri = path.startsWith("https:") ? URI.create(path) : tenant.endpoint().resolve(path);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              .timeout(Duration.ofSeconds(20))
              .method(method, HttpRequest.BodyPublishers.ofString(body));
      if (!bearer.isEmpty()) {
        request.header("Authorization", "Bearer " + bearer);
      }
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      JsonNode json = answer.body().length == 0 ? Json.object() : Json.read(answer.body());
      return new Reply(answer.statusCode(), json, answer.headers().map());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String token(String scope) {
    return signIn(principal.secret(), scope).json().path("access_token").asText();
  }

  Reply signIn(String secret, String scope) {
    String form =
        "grant_type=client_credentials&client_id="
            + principal.clientId()
            + "&client_secret="
            + secret
            + "&scope="
            + java.net.URLEncoder.encode(scope, StandardCharsets.UTF_8);
    return raw("POST", "/" + tenant.tenantId() + "/oauth2/v2.0/token", form, "");
  }

  HttpClient azureHttp() {
    try {
      return new JdkHttpClientBuilder(
              java.net.http.HttpClient.newBuilder().sslContext(tenant.sslContext()))
          .build();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  TokenCredential credential() {
    return new ClientSecretCredentialBuilder()
        .tenantId(tenant.tenantId())
        .clientId(principal.clientId())
        .clientSecret(principal.secret())
        .authorityHost(tenant.endpoint().toString())
        .disableInstanceDiscovery()
        .httpClient(azureHttp())
        .build();
  }

  AzureProfile profile() {
    String endpoint = tenant.endpoint() + "/";
    AzureEnvironment environment =
        new AzureEnvironment(
            Map.of(
                "resourceManagerEndpointUrl", endpoint,
                "managementEndpointUrl", endpoint,
                "activeDirectoryEndpointUrl", endpoint));
    return new AzureProfile(tenant.tenantId(), SUB, environment);
  }

  ObjectNode query(String query, String more) {
    String body = "{\"query\":" + Json.text(Json.array().add(query).get(0)) + more + "}";
    Reply reply =
        send("POST", "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01", body);
    return ((ObjectNode) reply.json()).put("status", reply.status());
  }

  @Override
  public void close() {
    tenant.close();
  }
}
