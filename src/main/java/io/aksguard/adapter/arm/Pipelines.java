package io.aksguard.adapter.arm;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import io.aksguard.adapter.SdkLog;
import java.net.URI;
import java.time.Duration;

/** How requests leave: with a name, an id of their own and a token. */
public final class Pipelines {
  /** A list of 1,000 rows may take Resource Graph some seconds. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private Pipelines() {}

  public static HttpPipeline of(TokenCredential credential, URI endpoint) {
    SdkLog.quieten();
    return of(
        new JdkHttpClientBuilder()
            .connectionTimeout(CONNECT)
            .responseTimeout(ANSWER)
            .readTimeout(ANSWER)
            .build(),
        credential,
        endpoint);
  }

  public static HttpPipeline of(HttpClient client, TokenCredential credential, URI endpoint) {
    String host = endpoint.toString();
    String scope = (host.endsWith("/") ? host : host + "/") + ".default";
    return new HttpPipelineBuilder()
        .policies(
            new UserAgentPolicy("aks-guard"),
            new RequestIdPolicy(),
            new BearerTokenAuthenticationPolicy(new Tokens(credential), scope))
        .httpClient(client)
        .build();
  }
}
