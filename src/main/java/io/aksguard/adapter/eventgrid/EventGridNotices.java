package io.aksguard.adapter.eventgrid;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.models.CloudEvent;
import com.azure.core.models.CloudEventDataFormat;
import com.azure.core.util.BinaryData;
import com.azure.messaging.eventgrid.EventGridPublisherClient;
import com.azure.messaging.eventgrid.EventGridPublisherClientBuilder;
import io.aksguard.adapter.SdkLog;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.notice.Notice;
import io.aksguard.notice.NoticeType;
import io.aksguard.notice.Notices;
import io.aksguard.notice.UnpublishedException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Publishes notices to a custom topic whose input schema is CloudEvents 1.0. */
public final class EventGridNotices implements Notices {
  /**
   * Event Grid refuses a request over 1 MB, which is 1,048,576 bytes; a comma divides two events.
   */
  private static final int MOST_BYTES = 1_000_000;

  /** What is not taken stays owed, and is tried again by the inbox's sweep. */
  private static final RetryOptions ONCE =
      new RetryOptions(new FixedDelayOptions(0, Duration.ofSeconds(1)));

  private final EventGridPublisherClient<CloudEvent> topic;
  private final String source;

  /**
   * @param source of the CloudEvents: names this installation
   */
  public EventGridNotices(EventGridPublisherClient<CloudEvent> topic, String source) {
    this.topic = topic;
    this.source = source;
  }

  /**
   * @param endpoint the topic's, {@code https://NAME.REGION-1.eventgrid.azure.net/api/events}
   * @param credential of an identity with the role EventGrid Data Sender on the topic
   */
  public static EventGridNotices to(
      String endpoint, TokenCredential credential, HttpClient http, String source) {
    SdkLog.quieten();
    return new EventGridNotices(
        new EventGridPublisherClientBuilder()
            .endpoint(endpoint)
            .credential(credential)
            .httpClient(http)
            .retryOptions(ONCE)
            .buildCloudEventPublisherClient(),
        source);
  }

  @Override
  public void publish(List<Notice> notices) {
    List<CloudEvent> batch = new ArrayList<>();
    int bytes = 0;
    for (Notice notice : notices) {
      int size = notice.bytes(source) + 1;
      if (bytes + size > MOST_BYTES) {
        send(batch);
        batch.clear();
        bytes = 0;
      }
      batch.add(cloudEvent(notice));
      bytes += size;
    }
    if (!batch.isEmpty()) {
      send(batch);
    }
  }

  private CloudEvent cloudEvent(Notice notice) {
    return new CloudEvent(
            source,
            notice.type(),
            BinaryData.fromString(JsonWriter.text(notice.data())),
            CloudEventDataFormat.JSON,
            "application/json")
        .setId(notice.id())
        .setSubject(notice.subject())
        .setTime(time(notice.time()))
        .setDataSchema(NoticeType.of(notice.type()).schema());
  }

  /**
   * The SDK writes a full minute without its seconds, which is no time of RFC 3339: such a notice
   * is dated a microsecond later.
   */
  private static OffsetDateTime time(Instant time) {
    Instant micros = time.truncatedTo(ChronoUnit.MICROS);
    boolean fullMinute = micros.equals(micros.truncatedTo(ChronoUnit.MINUTES));
    return (fullMinute ? micros.plus(1, ChronoUnit.MICROS) : micros).atOffset(ZoneOffset.UTC);
  }

  private void send(List<CloudEvent> batch) {
    try {
      topic.sendEvents(List.copyOf(batch));
    } catch (RuntimeException e) {
      // AzureException, and whatever the transport throws: the SDK passes that on as it is.
      throw new UnpublishedException("the topic has not taken " + batch.size() + " notices", e);
    }
  }
}
