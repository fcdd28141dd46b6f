package io.aksguard.adapter.eventgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.models.CloudEvent;
import com.azure.messaging.eventgrid.EventGridPublisherClientBuilder;
import com.sun.net.httpserver.HttpServer;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.notice.Notice;
import io.aksguard.notice.SupportEnding;
import io.aksguard.notice.UnpublishedException;
import io.aksguard.report.Schemas;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SDK against a topic that a small server plays. */
class EventGridNoticesTest {
  private static final Instant AT = Instant.parse("2026-11-23T06:00:00Z");
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private int status = 200;
  private HttpServer server;
  private EventGridNotices notices;

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type"));
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    notices =
        new EventGridNotices(
            new EventGridPublisherClientBuilder()
                .endpoint("http://localhost:" + server.getAddress().getPort() + "/api/events")
                .pipeline(
                    new HttpPipelineBuilder()
                        .httpClient(new JdkHttpClientBuilder().build())
                        .build())
                .buildCloudEventPublisherClient(),
            "urn:aks-guard:shop");
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  void publish_sendsCloudEventsAsTheirSchemaSays() throws IOException {
    Notice notice = notice("aks");

    notices.publish(List.of(notice));

    assertThat(requests)
        .containsExactly(
            "/api/events?api-version=2018-01-01 application/cloudevents-batch+json; charset=utf-8");
    String body = bodies.get(0);
    assertThat(
            Schemas.objections(
                "src/test/resources/notices/envelope.json", body.substring(1, body.length() - 1)))
        .isEmpty();
    assertThat(CloudEvent.fromString(body))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getId()).isEqualTo(notice.id());
              assertThat(event.getType()).isEqualTo("AksGuard.SupportEnding");
              assertThat(event.getSubject()).isEqualTo(notice.subject());
              assertThat(event.getTime().toInstant()).isEqualTo(AT.plusNanos(1_000));
              assertThat(event.getData().toString()).contains("\"stage\":\"ending\"");
            });
  }

  @Test
  void publish_keepsEachRequestBelowOneMegabyte() {
    List<Notice> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(
          new Notice(
              "id" + i,
              "AksGuard.ReviewCompleted",
              Notice.FLEET,
              AT,
              JsonObject.of(Map.of("text", "Ω".repeat(30_000)))));
    }

    notices.publish(many);

    assertThat(bodies).hasSize(3);
    assertThat(bodies).allMatch(b -> b.getBytes(StandardCharsets.UTF_8).length < 1 << 20);
    assertThat(bodies.stream().flatMap(body -> CloudEvent.fromString(body, true).stream()))
        .extracting(CloudEvent::getId)
        .containsExactlyElementsOf(many.stream().map(Notice::id).toList());
  }

  @Test
  void publish_whenTheTopicRefuses_says_soThatAllAreStillOwed() {
    status = 413;

    assertThatExceptionOfType(UnpublishedException.class)
        .isThrownBy(() -> notices.publish(List.of(notice("aks"))));
  }

  @Test
  void publish_whenTheTopicIsAway_says_soThatAllAreStillOwed() {
    server.stop(0);

    assertThatExceptionOfType(UnpublishedException.class)
        .isThrownBy(() -> notices.publish(List.of(notice("aks"))));
  }

  @Test
  void publish_ofNothing_asksNobody() {
    notices.publish(List.of());

    assertThat(requests).isEmpty();
  }

  private static Notice notice(String name) {
    return new SupportEnding(new ArmId("/subscriptions/s/x/" + name), "1.31", false, AT).notice();
  }
}
