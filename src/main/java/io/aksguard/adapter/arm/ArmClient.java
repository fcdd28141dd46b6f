package io.aksguard.adapter.arm;

import com.azure.core.http.HttpPipeline;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Reads ARM as raw JSON, politely; every answer is data. */
public final class ArmClient {
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final Wire wire;
  private final Batch batch;
  private final ExecutorService senders;

  /**
   * @param endpoint {@code https://management.azure.com} or that of another cloud
   */
  public ArmClient(HttpPipeline pipeline, URI endpoint, Limits limits, Clock clock, Pause pause) {
    this(new Wire(pipeline, endpoint, limits, clock, pause));
  }

  private ArmClient(Wire wire) {
    this.wire = wire;
    this.batch = new Batch(wire);
    this.senders = senders(wire.limits().concurrency());
  }

  /**
   * A client within the same limits and quotas, for one piece of work: it counts its own calls, and
   * what waits for the quota of one subscription keeps no other work waiting.
   */
  public ArmClient counted() {
    return new ArmClient(wire.counted());
  }

  /** HTTP requests sent so far, retries included. */
  public long calls() {
    return wire.calls();
  }

  Wire wire() {
    return wire;
  }

  /**
   * Whether a request can be signed in at all, found out by one that everybody may make. Any other
   * trouble is left to the reads themselves.
   */
  public boolean isSignedIn() {
    String path =
        "/subscriptions?api-version=" + ApiVersions.of("Microsoft.Resources/subscriptions");
    return !wire.send(wire.url(path), null).isWithoutToken();
  }

  /** One request. */
  public Answer read(Ask ask) {
    Instant askedAt = wire.now();
    return finished(ask, wire.send(wire.url(ask.path()), ask.body()), askedAt);
  }

  /**
   * Several requests, twenty in one call; what ARM refuses in this way is asked for one by one.
   *
   * @return the answers in the order of the requests
   */
  public List<Answer> readAll(List<Ask> asks) {
    List<Integer> order = Spread.over(asks, ask -> Quota.of(ask).whole());
    List<Future<List<Answer>>> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += Batch.MOST) {
      List<Ask> some =
          order.subList(from, Math.min(order.size(), from + Batch.MOST)).stream()
              .map(asks::get)
              .toList();
      batches.add(senders.submit(() -> readSome(some)));
    }
    Answer[] answers = new Answer[asks.size()];
    int at = 0;
    for (Future<List<Answer>> batch : batches) {
      for (Answer answer : finished(batch)) {
        answers[order.get(at++)] = answer;
      }
    }
    return List.of(answers);
  }

  private List<Answer> readSome(List<Ask> some) {
    Instant askedAt = wire.now();
    List<Optional<Batch.Part>> parts = some.size() == 1 ? List.of() : batch.send(some);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      Optional<Batch.Part> part = i < parts.size() ? parts.get(i) : Optional.empty();
      Ask ask = some.get(i);
      answers.add(
          part.isPresent()
              ? answered(ask, part.get().status(), part.get().body(), askedAt)
              : read(ask));
    }
    return answers;
  }

  private static List<Answer> finished(Future<List<Answer>> batch) {
    try {
      return batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it waited for Azure", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Threads that must neither keep a worker alive nor outlast what they were for. */
  private static ExecutorService senders(int most) {
    ThreadPoolExecutor senders =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "aks-guard-arm");
              thread.setDaemon(true);
              return thread;
            });
    senders.allowCoreThreadTimeOut(true);
    return senders;
  }

  /**
   * One page of a Resource Graph query.
   *
   * @param body of the query
   */
  public GraphPage graph(String body) {
    Instant askedAt = wire.now();
    String path = "/providers/Microsoft.ResourceGraph/resources?api-version=" + ApiVersions.GRAPH;
    return GraphPage.of(wire.send(wire.url(path), body), askedAt);
  }

  private Answer finished(Ask ask, Reply reply, Instant askedAt) {
    if (reply.trouble() != null) {
      return new Answer.Refused(new Gap(reply.trouble()), askedAt);
    }
    try {
      return answered(ask, reply.status(), Body.parse(reply.body()), askedAt);
    } catch (IOException e) {
      return reply.status() == 200
          ? new Answer.Refused(new Gap("the answer could not be read as JSON"), askedAt)
          : answered(ask, reply.status(), Batch.NOTHING, askedAt);
    }
  }

  private Answer answered(Ask ask, int status, Body body, Instant askedAt) {
    if (status == 404) {
      return body.saysGone()
          ? new Answer.Absent(askedAt)
          : new Answer.Refused(
              new Gap("404" + body.errorCode() + ", which does not say that it is gone"), askedAt);
    }
    if (status != 200) {
      return new Answer.Refused(new Gap(status + body.errorCode()), askedAt);
    }
    if (!ask.isList()) {
      return body.elements() == null && !body.members().isEmpty()
          ? new Answer.Ok(List.of(body.members()), null, askedAt)
          : new Answer.Refused(new Gap("the answer is no resource"), askedAt);
    }
    return body.elements() == null
        ? new Answer.Refused(new Gap("the answer holds no list"), askedAt)
        : pages(ask, body, body.elements(), askedAt);
  }

  /** Follows the list to its end; a page that fails leaves a gap behind what came. */
  private Answer pages(Ask ask, Body first, List<JsonObject> elements, Instant askedAt) {
    List<JsonObject> all = new ArrayList<>(elements);
    Set<String> seen = new HashSet<>();
    Optional<String> next = first.next();
    while (next.isPresent()) {
      if (!seen.add(next.get()) || seen.size() >= wire.limits().mostPages()) {
        return new Answer.Ok(all, new Gap("the pages of the list have no end"), askedAt);
      }
      Reply reply = wire.send(next.get().replace(" ", "%20"), ask.body());
      String trouble = reply.trouble();
      if (trouble == null && reply.status() != 200) {
        trouble = String.valueOf(reply.status());
      }
      if (trouble != null) {
        return new Answer.Ok(all, new Gap("a later page of the list: " + trouble), askedAt);
      }
      try {
        Body page = Body.parse(reply.body());
        if (page.elements() == null) {
          throw new IOException("it has no list");
        }
        all.addAll(page.elements());
        next = page.next();
      } catch (IOException e) {
        return new Answer.Ok(
            all, new Gap("a later page of the list could not be read as JSON"), askedAt);
      }
    }
    return new Answer.Ok(all, null, askedAt);
  }

  /** For the polling of what answers 202. */
  static Duration bounded(Duration wanted) {
    return wanted.compareTo(Duration.ofSeconds(10)) > 0 ? Duration.ofSeconds(10) : wanted;
  }
}
