package io.aksguard.adapter.arm;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Answers each path by itself, and an empty list where nothing was made up for it. It refuses
 * batches, so that one request goes out after the other, by a clock that goes on with each look.
 */
final class Paths implements HttpClient {
  /** What was sent, and when, in order. */
  record Sent(String path, Instant at) {}

  final List<Sent> sent = new ArrayList<>();
  private final Map<String, String> bodies = new LinkedHashMap<>();
  private final Clock clock = new Ticking();

  /**
   * @param path a regular expression for the whole path, from the host on and without its query
   */
  Paths with(String path, String body) {
    bodies.put(path, body.replace('\'', '"'));
    return this;
  }

  Clock clock() {
    return clock;
  }

  ArmClient client() {
    return new ArmClient(
        new HttpPipelineBuilder().httpClient(this).build(),
        Script.ENDPOINT,
        new Limits(1, Duration.ZERO, 0.2, 1, 5),
        clock,
        time -> {});
  }

  /** When the first request was sent whose path contains this. */
  Instant first(String part) {
    return sent.stream().filter(each -> each.path().contains(part)).findFirst().orElseThrow().at();
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    String path = request.getUrl().getPath();
    if (path.equals("/batch")) {
      return Mono.just(new MadeUp(request, 403, "{}", new HttpHeaders()));
    }
    sent.add(new Sent(request.getUrl().toString(), clock.instant()));
    String body =
        bodies.entrySet().stream()
            .filter(each -> path.matches(each.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("{\"value\":[]}");
    return Mono.just(new MadeUp(request, 200, body, new HttpHeaders()));
  }

  /** A second later at each look. */
  private static final class Ticking extends Clock {
    private Instant now = Script.AT;

    @Override
    public synchronized Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
