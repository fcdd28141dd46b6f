package io.aksguard.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.models.CloudEvent;
import com.azure.core.models.CloudEventDataFormat;
import com.azure.core.util.BinaryData;
import com.azure.messaging.eventgrid.EventGridPublisherClient;
import com.azure.messaging.eventgrid.EventGridPublisherClientBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void publisherClient_sendsWithAToken_andTheTopicKeepsWhen() {
    client(true).sendEvents(List.of(event("1", "{}"), event("2", "{}")));

    assertThat(bench.tenant.topic().received())
        .extracting(Topic.Received::at)
        .containsExactly(Bench.START, Bench.START);
    assertThat(bench.tenant.topic().received().get(1).event())
        .contains("\"id\":\"2\"", "\"type\":\"io.aksguard.Opened\"");
  }

  @Test
  void publisherClient_sendsWithTheKey() {
    client(false).sendEvent(event("1", "{}"));

    assertThat(bench.tenant.topic().received()).hasSize(1);
  }

  @Test
  void troubles_areSeenByTheClient_andNothingIsTaken() {
    EventGridPublisherClient<CloudEvent> client = client(true);
    client.sendEvent(event("0", "{}"));

    for (Topic.Trouble trouble :
        List.of(Topic.Trouble.DEAD, Topic.Trouble.UNAVAILABLE, Topic.Trouble.UNAUTHORIZED)) {
      bench.tenant.topic().trouble(trouble);
      assertThatThrownBy(() -> client.sendEvent(event("1", "{}"))).as(trouble.name()).isNotNull();
    }

    assertThat(bench.tenant.topic().received()).hasSize(1);
    bench.tenant.topic().trouble(Topic.Trouble.NONE);
    client.sendEvent(event("1", "{}"));
    assertThat(bench.tenant.topic().received()).hasSize(2);
  }

  @Test
  void slowTopic_takesTheEvents() {
    bench.tenant.topic().trouble(Topic.Trouble.SLOW);
    bench.tenant.topic().slowness(Duration.ofMillis(10));

    client(true).sendEvent(event("1", "{}"));

    assertThat(bench.tenant.topic().received()).hasSize(1);
  }

  @Test
  void overOneMegabyte_isRefusedWith413() {
    String data = "{\"x\":\"" + "y".repeat(1 << 20) + "\"}";

    assertThatThrownBy(() -> client(true).sendEvent(event("1", data)))
        .isInstanceOfSatisfying(
            HttpResponseException.class,
            e -> assertThat(e.getResponse().getStatusCode()).isEqualTo(413));
  }

  private EventGridPublisherClient<CloudEvent> client(boolean token) {
    EventGridPublisherClientBuilder builder =
        new EventGridPublisherClientBuilder()
            .endpoint(bench.tenant.endpoint() + "/api/events")
            .retryOptions(new RetryOptions(new FixedDelayOptions(1, Duration.ofMillis(1))))
            .httpClient(bench.azureHttp());
    if (token) {
      builder.credential(bench.credential());
    } else {
      builder.credential(new AzureKeyCredential(bench.tenant.topic().key()));
    }
    return builder.buildCloudEventPublisherClient();
  }

  private static CloudEvent event(String id, String data) {
    return new CloudEvent(
            "/aks-guard",
            "io.aksguard.Opened",
            BinaryData.fromString(data),
            CloudEventDataFormat.JSON,
            "application/json")
        .setId(id);
  }
}
