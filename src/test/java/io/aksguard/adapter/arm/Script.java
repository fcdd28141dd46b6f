package io.aksguard.adapter.arm;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import reactor.core.publisher.Mono;

/** Answers in a fixed order; the last one again and again. */
final class Script implements HttpClient {
  static final URI ENDPOINT = URI.create("https://arm.test");
  static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

  final List<String> asked = new ArrayList<>();
  final List<String> bodies = new ArrayList<>();
  final List<HttpHeaders> headers = new ArrayList<>();
  final List<Duration> waits = new ArrayList<>();

  /** What the client's clock shows; its waits do not move it. */
  Instant now = AT;

  private final Deque<Step> steps = new ArrayDeque<>();

  private record Step(int status, String body, HttpHeaders headers) {}

  /**
   * @param headers names and values by turns
   */
  Script then(int status, String body, String... headers) {
    HttpHeaders all = new HttpHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.set(HttpHeaderName.fromString(headers[i]), headers[i + 1]);
    }
    steps.add(new Step(status, body.replace('\'', '"'), all));
    return this;
  }

  ArmClient client() {
    return client(new Limits(3, Duration.ofSeconds(30), 0.2, 4, 5));
  }

  ArmClient client(Limits limits) {
    return new ArmClient(
        new HttpPipelineBuilder().httpClient(this).build(), ENDPOINT, limits, clock(), waits::add);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
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
    };
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    asked.add(request.getHttpMethod() + " " + request.getUrl());
    headers.add(request.getHeaders());
    bodies.add(request.getBodyAsBinaryData() == null ? "" : "" + request.getBodyAsBinaryData());
    Step step = steps.size() > 1 ? steps.remove() : steps.element();
    return Mono.just(new MadeUp(request, step.status(), step.body(), step.headers()));
  }
}
