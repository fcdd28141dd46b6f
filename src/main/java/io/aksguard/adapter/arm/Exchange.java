package io.aksguard.adapter.arm;

import com.azure.core.exception.AzureException;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Sends a request once, within the quotas that all requests share, and takes note of what the
 * answer says of them. Whatever goes wrong outside is a {@link Reply}.
 */
final class Exchange {
  private final HttpPipeline pipeline;
  private final Pace pace;
  private final Clock clock;
  private final AtomicLong calls = new AtomicLong();

  Exchange(HttpPipeline pipeline, Pace pace, Clock clock) {
    this.pipeline = pipeline;
    this.pace = pace;
    this.clock = clock;
  }

  /** The same, with a count of its own. */
  Exchange counted() {
    return new Exchange(pipeline, pace, clock);
  }

  /** Requests sent so far. */
  long calls() {
    return calls.get();
  }

  /**
   * @param inner the quotas of the requests inside it
   * @param waits how long may be waited until its quotas are open
   * @param backoff how long they are closed by a 429 that names no time
   */
  Reply send(Request request, List<Quota> inner, Waits waits, Duration backoff) {
    List<Quota> quotas = new ArrayList<>(inner);
    quotas.add(request.quota());
    try {
      return pace.send(quotas, waits, () -> answer(request, backoff)).orElseGet(Reply::closed);
    } catch (NoTokenException e) {
      return Reply.noToken(isOutside(e));
    } catch (AzureException e) {
      return Reply.lost("no answer");
    } catch (RuntimeException e) {
      if (isOutside(e)) {
        return Reply.lost(isTimeout(e) ? "no answer in time" : "no answer");
      }
      throw e;
    }
  }

  private Reply answer(Request request, Duration backoff) {
    calls.incrementAndGet();
    try (HttpResponse response = pipeline.sendSync(request.outgoing(), Context.NONE)) {
      byte[] bytes = response.getBodyAsBinaryData().toBytes();
      Reply reply = new Reply(response.getStatusCode(), response.getHeaders(), bytes, null);
      note(request.quota(), reply.status(), reply.headers(), reply::code, backoff);
      return reply;
    }
  }

  /** Takes note of what an answer says of its quota. */
  void note(
      Quota quota,
      int status,
      HttpHeaders headers,
      Supplier<Optional<String>> code,
      Duration backoff) {
    pace.after(quota, headers);
    if (status == 429) {
      boolean isOfProvider = code.get().filter("ResourceRequestsThrottled"::equals).isPresent();
      pace.close(
          isOfProvider ? quota.part() : quota.whole(),
          RetryAfter.of(headers, clock.instant(), backoff));
    }
  }

  /** How long nothing may be sent yet that counts in it. */
  Duration closedFor(Quota quota) {
    return pace.closedFor(quota);
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
}
