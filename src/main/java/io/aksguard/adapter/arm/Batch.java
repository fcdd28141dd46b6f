package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** ARM's {@code POST /batch}: several reads in one call. */
final class Batch {
  /** Requests in one batch: the portal's own bound. */
  static final int MOST = 20;

  static final Body NOTHING = new Body(JsonObject.of(Map.of()), null);
  private static final int MOST_POLLS = 10;

  private final Wire wire;

  Batch(Wire wire) {
    this.wire = wire;
  }

  /** The answer to one request of a batch. */
  record Part(int status, Body body) {}

  /**
   * The answers in the order of the requests; empty for one that must be asked for by itself, be it
   * that the batch was refused, or that it was throttled or failed in it.
   */
  List<Optional<Part>> send(List<Ask> asks) {
    List<Optional<Part>> parts =
        new ArrayList<>(Collections.nCopies(asks.size(), Optional.empty()));
    // What may not be sent by itself may not be sent in a batch either.
    List<Integer> sent =
        IntStream.range(0, asks.size()).filter(i -> !wire.isClosed(asks.get(i))).boxed().toList();
    if (sent.size() < 2) {
      return parts;
    }
    List<Quota> quotas = sent.stream().map(asks::get).map(Quota::of).distinct().toList();
    String url = wire.url("/batch?api-version=" + ApiVersions.BATCH);
    Reply reply = settled(wire.send(url, text(asks, sent), quotas));
    if (reply.trouble() != null || reply.status() != 200) {
      return parts;
    }
    try {
      List<JsonObject> responses = Body.parse(reply.body()).elements();
      for (JsonObject response : responses == null ? List.<JsonObject>of() : responses) {
        int at = place(response, asks.size());
        if (at >= 0) {
          parts.set(at, part(response, asks.get(at)));
        }
      }
    } catch (IOException e) {
      return new ArrayList<>(Collections.nCopies(asks.size(), Optional.empty()));
    }
    return parts;
  }

  /** A large batch is answered 202, with the place where its answers will be. */
  private Reply settled(Reply first) {
    Reply reply = first;
    for (int i = 0; i < MOST_POLLS && reply.trouble() == null && reply.status() == 202; i++) {
      String location = reply.headers().getValue(HttpHeaderName.LOCATION);
      if (location == null) {
        return reply;
      }
      wire.pause(ArmClient.bounded(wire.retryAfter(reply.headers()).orElse(Duration.ofSeconds(1))));
      reply = wire.send(location, null);
    }
    return reply;
  }

  private static String text(List<Ask> asks, List<Integer> sent) {
    List<Object> requests = new ArrayList<>();
    for (int i : sent) {
      Ask ask = asks.get(i);
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("name", "r" + i);
      request.put("httpMethod", ask.body() == null ? "GET" : "POST");
      request.put("url", ask.path());
      if (ask.body() != null) {
        request.put("content", JsonReader.object(ask.body()));
      }
      requests.add(request);
    }
    return JsonWriter.text(Map.of("requests", requests));
  }

  private static HttpHeaders headers(JsonObject response) {
    HttpHeaders headers = new HttpHeaders();
    for (Map.Entry<String, Object> header :
        response.object("headers").map(JsonObject::entries).orElse(Set.of())) {
      headers.set(HttpHeaderName.fromString(header.getKey()), String.valueOf(header.getValue()));
    }
    return headers;
  }

  private static int place(JsonObject response, int most) {
    String name = response.string("name").orElse("");
    int at = name.matches("r[0-9]{1,4}") ? Integer.parseInt(name.substring(1)) : -1;
    return at < most ? at : -1;
  }

  private Optional<Part> part(JsonObject response, Ask ask) throws IOException {
    int status = response.raw("httpStatusCode") instanceof Long code ? code.intValue() : 0;
    Optional<JsonObject> content = response.object("content");
    wire.note(ask, status, headers(response), content.flatMap(body -> new Body(body, null).code()));
    boolean again =
        status < 200 || status == 202 || status == 408 || status == 429 || status >= 500;
    if (again || (status == 200 && content.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Part(
            status,
            content.isPresent()
                ? Body.of(content.get().rootedAt(content.get().origin()))
                : NOTHING));
  }
}
