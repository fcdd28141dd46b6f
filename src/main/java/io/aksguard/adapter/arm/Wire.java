package io.aksguard.adapter.arm;

import com.azure.core.exception.AzureException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request until it is answered or given up. Retries are here and not in a policy of
 * azure-core, whose own waits however long a Retry-After asks; here all waits have a bound.
 */
final class Wire {
  private static final int HTTPS = 443;
  private static final HttpHeaderName RETRY_AFTER = HttpHeaderName.RETRY_AFTER;

  private final HttpPipeline pipeline;
  private final URI endpoint;
  private final Limits limits;
  private final Clock clock;
  private final Pause pause;
  private final Pace pace;
  private final AtomicLong calls = new AtomicLong();

  Wire(HttpPipeline pipeline, URI endpoint, Limits limits, Clock clock, Pause pause) {
    this(pipeline, endpoint, limits, clock, pause, new Pace(limits, clock, pause));
  }

  private Wire(
      HttpPipeline pipeline, URI endpoint, Limits limits, Clock clock, Pause pause, Pace pace) {
    this.pipeline = pipeline;
    this.endpoint = endpoint;
    this.limits = limits;
    this.clock = clock;
    this.pause = pause;
    this.pace = pace;
  }

  /** The same, with a count of its own. */
  Wire counted() {
    return new Wire(pipeline, endpoint, limits, clock, pause, pace);
  }

  /** Requests sent so far, retries included. */
  long calls() {
    return calls.get();
  }

  /**
   * @param url absolute; on the endpoint's own host, since the request carries a token
   * @param body null for a GET
   */
  Reply send(String url, @Nullable String body) {
    if (!isHome(url)) {
      return new Reply(1, new HttpHeaders(), new byte[0], "the next page is on another host");
    }
    Duration waited = Duration.ZERO;
    Duration backoff = Duration.ofSeconds(1);
    for (int attempt = 1; ; attempt++) {
      Reply reply = once(url, body);
      if (!reply.isWorthRetrying() || attempt >= limits.attempts()) {
        return reply;
      }
      Duration wait = retryAfter(reply.headers()).orElse(backoff);
      if (waited.plus(wait).compareTo(limits.longestWait()) > 0) {
        return reply;
      }
      pause.of(wait);
      waited = waited.plus(wait);
      backoff = backoff.multipliedBy(2);
    }
  }

  private boolean isHome(String url) {
    try {
      URI asked = URI.create(url);
      return "https".equalsIgnoreCase(asked.getScheme())
          && endpoint.getHost().equalsIgnoreCase(asked.getHost())
          && port(endpoint) == port(asked);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Some providers write the port into their links. */
  private static int port(URI uri) {
    return uri.getPort() < 0 ? HTTPS : uri.getPort();
  }

  private Reply once(String url, @Nullable String body) {
    HttpRequest request = new HttpRequest(body == null ? HttpMethod.GET : HttpMethod.POST, url);
    request.setHeader(HttpHeaderName.ACCEPT, "application/json");
    if (body != null) {
      request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
      request.setBody(body);
      // The JDK's client sets it itself, and warns of each one that it is given.
      request.getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
    }
    String bucket = bucket(url);
    calls.incrementAndGet();
    try (HttpResponse response =
        pace.send(bucket, () -> pipeline.sendSync(request, Context.NONE))) {
      pace.after(bucket, response.getHeaders());
      byte[] bytes = response.getBodyAsBinaryData().toBytes();
      return new Reply(response.getStatusCode(), response.getHeaders(), bytes, null);
    } catch (NoTokenException e) {
      return new Reply(
          isOutside(e) ? 0 : 1, new HttpHeaders(), new byte[0], String.valueOf(e.getMessage()));
    } catch (AzureException e) {
      return Reply.none("no answer");
    } catch (RuntimeException e) {
      if (isOutside(e)) {
        return Reply.none(isTimeout(e) ? "no answer in time" : "no answer");
      }
      throw e;
    }
  }

  /** ARM counts per subscription, Resource Graph by itself. */
  static String bucket(String url) {
    int at = url.indexOf("/subscriptions/");
    int from = at + "/subscriptions/".length();
    return url.contains("Microsoft.ResourceGraph")
        ? "graph"
        : at < 0 ? "tenant" : url.substring(from, Math.min(url.length(), from + 36));
  }

  private static boolean isOutside(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof IOException
          || at instanceof UncheckedIOException
          || at instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTimeout(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof TimeoutException || at.getClass().getSimpleName().contains("Timeout")) {
        return true;
      }
    }
    return false;
  }

  Optional<Duration> retryAfter(HttpHeaders headers) {
    String text = headers.getValue(RETRY_AFTER);
    if (text == null) {
      return Pace.resetsAfter(headers);
    }
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Waits as long as the quota asks that a request inside another one is counted for. */
  void await(String path) {
    pace.await(bucket(path));
  }

  /** Takes note of what the answer to a request inside another one says of its quota. */
  void note(String path, HttpHeaders headers) {
    pace.after(bucket(path), headers);
  }

  void pause(Duration time) {
    pause.of(time);
  }

  Instant now() {
    return clock.instant();
  }

  Limits limits() {
    return limits;
  }

  String url(String path) {
    String host = endpoint.toString();
    return (host.endsWith("/") ? host.substring(0, host.length() - 1) : host) + path;
  }
}
