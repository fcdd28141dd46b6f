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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request until it is answered or given up. Retries are here and not in a policy of
 * azure-core, whose own waits however long a Retry-After asks; here all waits have a bound.
 */
final class Wire {
  private static final int HTTPS = 443;
  private static final HttpHeaderName RETRY_AFTER = HttpHeaderName.RETRY_AFTER;
  private static final Duration BACKOFF = Duration.ofSeconds(1);

  /** Without the time, which would make each finding that it concerns a new one. */
  private static final String CLOSED =
      "not sent: Azure has answered 429, and asks to wait longer than a read may";

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
    return send(url, body, List.of());
  }

  /**
   * @param inner the quotas of the requests inside it
   */
  Reply send(String url, @Nullable String body, List<Quota> inner) {
    if (!isHome(url)) {
      return Reply.never("the next page is on another host");
    }
    List<Quota> quotas = new ArrayList<>(inner);
    quotas.add(Quota.of(url, body != null));
    Waits waits = new Waits(limits.longestWait(), pause);
    Duration backoff = BACKOFF;
    int failures = 0;
    while (true) {
      Reply reply = once(url, body, quotas, waits, backoff);
      boolean isThrottled = reply.status() == 429;
      failures += isThrottled && limits.attempts() > 1 ? 0 : 1;
      // What is closed is waited for when it is sent.
      if (!reply.isWorthRetrying()
          || failures >= limits.attempts()
          || !(isThrottled
              ? waits.allow(untilOpen(reply.headers(), backoff))
              : waits.take(retryAfter(reply.headers()).orElse(backoff)))) {
        return reply;
      }
      backoff = isThrottled ? backoff : backoff.multipliedBy(2);
    }
  }

  /** Never no time at all: what is throttled goes on for as long as its waits last. */
  private Duration untilOpen(HttpHeaders headers, Duration backoff) {
    Duration asked = retryAfter(headers).orElse(backoff);
    return asked.compareTo(BACKOFF) < 0 ? BACKOFF : asked;
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

  private Reply once(
      String url, @Nullable String body, List<Quota> quotas, Waits waits, Duration backoff) {
    HttpRequest request = new HttpRequest(body == null ? HttpMethod.GET : HttpMethod.POST, url);
    request.setHeader(HttpHeaderName.ACCEPT, "application/json");
    if (body != null) {
      request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
      request.setBody(body);
      // The JDK's client sets it itself, and warns of each one that it is given.
      request.getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
    }
    try {
      Quota own = quotas.get(quotas.size() - 1);
      return pace.send(quotas, waits, () -> exchange(request, own, backoff))
          .orElseGet(() -> Reply.never(CLOSED));
    } catch (NoTokenException e) {
      String trouble = String.valueOf(e.getMessage());
      return isOutside(e) ? Reply.none(trouble) : Reply.never(trouble);
    } catch (AzureException e) {
      return Reply.none("no answer");
    } catch (RuntimeException e) {
      if (isOutside(e)) {
        return Reply.none(isTimeout(e) ? "no answer in time" : "no answer");
      }
      throw e;
    }
  }

  private Reply exchange(HttpRequest request, Quota own, Duration backoff) {
    calls.incrementAndGet();
    try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
      byte[] bytes = response.getBodyAsBinaryData().toBytes();
      Reply reply = new Reply(response.getStatusCode(), response.getHeaders(), bytes, null);
      note(own, reply.status(), reply.headers(), reply::code, backoff);
      return reply;
    }
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

  /** Whether it may not be sent for longer than it may wait. */
  boolean isClosed(Ask ask) {
    return pace.closedFor(Quota.of(ask)).compareTo(limits.longestWait()) > 0;
  }

  /** Takes note of what the answer to a request inside another one says of its quota. */
  void note(Ask ask, int status, HttpHeaders headers, Optional<String> code) {
    note(Quota.of(ask), status, headers, () -> code, BACKOFF);
  }

  private void note(
      Quota quota,
      int status,
      HttpHeaders headers,
      Supplier<Optional<String>> code,
      Duration backoff) {
    pace.after(quota, headers);
    if (status == 429) {
      boolean isOfProvider = code.get().filter("ResourceRequestsThrottled"::equals).isPresent();
      pace.close(isOfProvider ? quota.part() : quota.whole(), untilOpen(headers, backoff));
    }
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
