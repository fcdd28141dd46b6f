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

/** Reads ARM as raw JSON, politely; every answer is data. */
public final class ArmClient {
  private final Wire wire;
  private final Batch batch;

  /**
   * @param endpoint {@code https://management.azure.com} or that of another cloud
   */
  public ArmClient(HttpPipeline pipeline, URI endpoint, Limits limits, Clock clock, Pause pause) {
    this.wire = new Wire(pipeline, endpoint, limits, clock, pause);
    this.batch = new Batch(wire);
  }

  /** HTTP requests sent so far, retries included. */
  public long calls() {
    return wire.calls();
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
    List<Answer> answers = new ArrayList<>();
    for (int from = 0; from < asks.size(); from += Batch.MOST) {
      List<Ask> some = asks.subList(from, Math.min(asks.size(), from + Batch.MOST));
      Instant askedAt = wire.now();
      List<Optional<Batch.Part>> parts = some.size() == 1 ? List.of() : batch.send(some);
      for (int i = 0; i < some.size(); i++) {
        Optional<Batch.Part> part = i < parts.size() ? parts.get(i) : Optional.empty();
        Ask ask = some.get(i);
        answers.add(
            part.isPresent()
                ? answered(ask, part.get().status(), part.get().body(), askedAt)
                : read(ask));
      }
    }
    return answers;
  }

  private Answer finished(Ask ask, Wire.Reply reply, Instant askedAt) {
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
      return new Answer.Absent(askedAt);
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
      Wire.Reply reply = wire.send(next.get(), ask.body());
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
