package io.aksguard.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.storage.MemoryRows;
import io.aksguard.storage.Rows;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private final Outbox outbox = new Outbox(new MemoryRows(), NOW);

  /** A notice is 64,000 bytes at most, and a text of a row half of that. */
  @Test
  void longNotice_isKeptWhole() {
    String body = "x".repeat(Rows.MOST_TEXT - 1) + "\uD83D\uDE00" + "y".repeat(31_000);

    outbox.put("aa01", body);

    assertThat(outbox.claim()).singleElement().extracting(Outbox.Claimed::body).isEqualTo(body);
  }

  @Test
  void longNotice_thatWasNotPublished_isStillWhole() {
    String body = "z".repeat(64_000);
    outbox.put("aa01", body);

    outbox.release(outbox.claim());

    assertThat(outbox.claim()).singleElement().extracting(Outbox.Claimed::body).isEqualTo(body);
  }

  @Test
  void shortNotice_isGivenOnce() {
    outbox.put("aa01", "");
    outbox.put("aa01", "");

    outbox.settle(outbox.claim());
    outbox.put("aa01", "");

    assertThat(outbox.claim()).isEmpty();
  }
}
