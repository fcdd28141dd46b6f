package io.aksguard.cli;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.storage.UnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Calls the app as the person who has signed in. The token goes nowhere else: no redirect is
 * followed, and no message has it.
 */
final class AppClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Azure's load balancer gives up then (Microsoft's "Azure Functions scale and hosting"). */
  private static final Duration ANSWER = Duration.ofSeconds(230);

  private final String base;
  private final Supplier<String> token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * @param base where the app answers, without a slash at its end
   * @param token throws {@link IllegalStateException} with a sentence where there is none
   */
  AppClient(String base, Supplier<String> token) {
    this.base = base;
    this.token = token;
  }

  /**
   * What a route answers.
   *
   * @throws UsageException where nobody has signed in, or may not, or asks for what is not there
   * @throws NotDoneException where the app says that it cannot come about any more
   * @throws UnavailableException where the app does not answer; ask again
   */
  JsonObject get(String route, Map<String, String> query) {
    String parameters =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    String more = parameters.isEmpty() ? "" : "?" + parameters;
    return send(route, request(route, more).GET().build());
  }

  /** The same with a body; whatever is posted here may be posted again. */
  JsonObject post(String route, Map<String, ?> body) {
    HttpRequest request =
        request(route, "")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonWriter.text(body)))
            .build();
    return send(route, request);
  }

  private HttpRequest.Builder request(String route, String query) {
    return HttpRequest.newBuilder(URI.create(url(route) + query))
        .timeout(ANSWER)
        .header("User-Agent", "aks-guard")
        .header("Authorization", "Bearer " + signedIn());
  }

  private String signedIn() {
    try {
      return token.get();
    } catch (IllegalStateException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private JsonObject send(String route, HttpRequest request) {
    try {
      HttpResponse<String> response =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new AppAnswer(url(route), response.statusCode(), response.body()).json();
    } catch (IOException e) {
      throw new UnavailableException(
          "%s: %s; see whether --app is right, the app is up, and a firewall lets this machine in%s"
              .formatted(url(route), why(e), again(request, e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(url(route) + ": interrupted while it was asked", e);
    }
  }

  private static String why(IOException e) {
    if (e instanceof ConnectException || e instanceof HttpConnectTimeoutException) {
      return "no connection";
    }
    if (e instanceof SSLException) {
      return "no connection that can be trusted (" + e.getMessage() + ")";
    }
    return e instanceof HttpTimeoutException
        ? "no answer within " + ANSWER.toSeconds() + " s"
        : "the connection broke off";
  }

  private static String again(HttpRequest request, IOException e) {
    boolean mayBeDone =
        request.method().equals("POST")
            && !(e instanceof ConnectException || e instanceof HttpConnectTimeoutException);
    return mayBeDone ? "; whether it was done is not known: it does no harm to say it again" : "";
  }

  private String url(String route) {
    return base + "/api/" + route;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
