package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends reads until they are answered or given up, and writes once. Retries are here and not in a
 * policy of azure-core, whose own waits however long a Retry-After asks; here all waits have a
 * bound.
 */
final class Wire {
  private static final int HTTPS = 443;
  private static final Duration BACKOFF = Duration.ofSeconds(1);

  private final Exchange exchange;
  private final URI endpoint;
  private final Limits limits;
  private final Clock clock;
  private final Pause pause;

  Wire(HttpPipeline pipeline, URI endpoint, Limits limits, Clock clock, Pause pause) {
    this(
        new Exchange(pipeline, new Pace(limits, clock, pause), clock),
        endpoint,
        limits,
        clock,
        pause);
  }

  private Wire(Exchange exchange, URI endpoint, Limits limits, Clock clock, Pause pause) {
    this.exchange = exchange;
    this.endpoint = endpoint;
    this.limits = limits;
    this.clock = clock;
    this.pause = pause;
  }

  /** The same, with a count of its own. */
  Wire counted() {
    return new Wire(exchange.counted(), endpoint, limits, clock, pause);
  }

  /** Requests sent so far, retries included. */
  long calls() {
    return exchange.calls();
  }

  /**
   * A read.
   *
   * @param url absolute; on the endpoint's own host, since the request carries a token
   * @param body null for a GET
   */
  Reply send(String url, @Nullable String body) {
    return send(url, body, List.of());
  }

  /**
   * @param inner the quotas of the requests inside it
   */
  Reply send(String url, @Nullable String body, List<Quota> inner) {
    if (pathOf(url).isEmpty()) {
      return Reply.never("the next page is on another host");
    }
    Request request = Request.read(url, body);
    Waits waits = new Waits(limits.longestWait(), pause);
    Duration backoff = BACKOFF;
    int failures = 0;
    while (true) {
      Reply reply = exchange.send(request, inner, waits, backoff);
      boolean isThrottled = reply.status() == 429;
      failures += isThrottled && limits.attempts() > 1 ? 0 : 1;
      // What is closed is waited for when it is sent.
      if (!reply.isWorthRetrying()
          || failures >= limits.attempts()
          || !(isThrottled
              ? waits.allow(RetryAfter.of(reply.headers(), now(), backoff))
              : waits.take(retryAfter(reply.headers()).orElse(backoff)))) {
        return reply;
      }
      backoff = isThrottled ? backoff : backoff.multipliedBy(2);
    }
  }

  /** Sends a write, at most once, and not at all while its quota is closed. */
  Reply once(Request write) {
    return exchange.send(write, List.of(), new Waits(Duration.ZERO, pause), BACKOFF);
  }

  /** How long nothing may be sent yet that counts in this quota. */
  Duration closedFor(Quota quota) {
    return exchange.closedFor(quota);
  }

  /** The path and query of an address on the endpoint's own host; empty for any other. */
  Optional<String> pathOf(String url) {
    try {
      URI asked = URI.create(url);
      boolean isHome =
          "https".equalsIgnoreCase(asked.getScheme())
              && endpoint.getHost().equalsIgnoreCase(asked.getHost())
              && port(endpoint) == port(asked);
      String query = asked.getRawQuery();
      return isHome
          ? Optional.of(asked.getRawPath() + (query == null ? "" : "?" + query))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Some providers write the port into their links. */
  private static int port(URI uri) {
    return uri.getPort() < 0 ? HTTPS : uri.getPort();
  }

  Optional<Duration> retryAfter(HttpHeaders headers) {
    return RetryAfter.of(headers, now());
  }

  /** Whether it may not be sent for longer than it may wait. */
  boolean isClosed(Ask ask) {
    return closedFor(Quota.of(ask)).compareTo(limits.longestWait()) > 0;
  }

  /** Takes note of what the answer to a request inside another one says of its quota. */
  void note(Ask ask, int status, HttpHeaders headers, Optional<String> code) {
    exchange.note(Quota.of(ask), status, headers, () -> code, BACKOFF);
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
