package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * ARM's batch: several calls in one. Each is counted and answered as if it had come alone. A big
 * one is answered 202 with a location, and its answers are fetched there.
 */
final class Batch {
  private static final int MOST = 500;

  private final String endpoint;
  private final int atOnce;
  private final Chance chance;
  private final Map<String, ObjectNode> results = new ConcurrentHashMap<>();

  Batch(String endpoint, int atOnce, Chance chance) {
    this.endpoint = endpoint;
    this.atOnce = atOnce;
    this.chance = chance;
  }

  /**
   * @param single answers one call
   */
  Answer handle(Request request, Function<Request, Answer> single) {
    if (request.method().equals("GET")) {
      ObjectNode result = results.remove(request.path().substring("/batch/".length()));
      return result == null
          ? Answer.error(404, "NotFound", "No such batch.")
          : Answer.json(200, result);
    }
    JsonNode requests = Json.sent(request).path("requests");
    if (!requests.isArray() || requests.isEmpty() || requests.size() > MOST) {
      return Answer.error(400, "InvalidBatchRequest", "A batch holds 1 to " + MOST + " requests.");
    }
    ObjectNode body = Json.object();
    ArrayNode responses = body.putArray("responses");
    for (JsonNode each : requests) {
      responses.add(one(request, each, single));
    }
    if (requests.size() <= atOnce) {
      return Answer.json(200, body);
    }
    String id = chance.guid();
    results.put(id, body);
    return Answer.of(202)
        .with("Location", endpoint + "/batch/" + id + "?api-version=2020-06-01")
        .with("Retry-After", "1");
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "InvalidBatchRequest", "Not a URL: " + url);
    }
  }

  private ObjectNode one(Request outer, JsonNode call, Function<Request, Answer> single) {
    String url = call.path("relativeUrl").asText(call.path("url").asText());
    Map<String, String> headers = new HashMap<>(outer.headers());
    headers.keySet().removeAll(List.of("if-match", "if-none-match"));
    call.path("requestHeaderDetails")
        .properties()
        .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
    call.path("headers")
        .properties()
        .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
    String content = call.has("content") ? Json.text(call.path("content")) : "";
    Answer answer =
        single.apply(Request.of(call.path("httpMethod").asText("GET"), uri(url), headers, content));
    ObjectNode response = Json.object().put("httpStatusCode", answer.status());
    if (call.has("name")) {
      response.put("name", call.path("name").asText());
    }
    ObjectNode shown = response.putObject("headers");
    answer.headers().forEach(shown::put);
    if (answer.json() != null) {
      response.set("content", answer.json());
      response.put("contentLength", answer.bytes().length);
    }
    return response;
  }
}
