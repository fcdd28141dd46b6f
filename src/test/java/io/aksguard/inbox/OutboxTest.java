package io.aksguard.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.storage.MemoryRows;
import io.aksguard.storage.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private final MemoryRows rows = new MemoryRows();
  private final Outbox outbox = new Outbox(rows, NOW);

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

  @Test
  void claim_isGivenToOneHost_andToAnotherOneAfterItsTime() {
    outbox.put("aa01", "{}");

    assertThat(outbox.claim()).hasSize(1);
    assertThat(outbox.claim()).isEmpty();
    assertThat(after(Duration.ofSeconds(119)).claim()).isEmpty();
    assertThat(after(Duration.ofMinutes(2)).claim()).hasSize(1);
  }

  private Outbox after(Duration duration) {
    return new Outbox(rows, Clock.offset(NOW, duration));
  }

  /** Publishing took so long that another host has begun, too: nobody is told a second time. */
  @Test
  void publishedNotice_isSettled_alsoWhereAnotherHostHasClaimedItSince() {
    outbox.put("aa01", "{}");
    List<Outbox.Claimed> slow = outbox.claim();
    List<Outbox.Claimed> other = after(Duration.ofMinutes(3)).claim();

    outbox.settle(slow);
    outbox.release(other);

    assertThat(after(Duration.ofMinutes(9)).claim()).isEmpty();
  }

  @Test
  void notices_ofAllPartitions_areClaimed() {
    for (int i = 0; i < 256; i++) {
      outbox.put("%02x".formatted(i), "{}");
    }

    assertThat(outbox.claim()).hasSize(256);
  }
}
