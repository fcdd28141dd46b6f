package io.aksguard.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.storage.MemoryRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WideChangesTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private final MemoryRows rows = new MemoryRows();

  private WideChanges after(int seconds) {
    return new WideChanges(rows, Clock.offset(NOW, Duration.ofSeconds(seconds)));
  }

  @Test
  void changesThatDoNotEnd_areAuditedForAllTheSame() {
    for (int second = 0; second < 60; second += 20) {
      after(second).note();
      assertThat(after(second).due()).isEmpty();
    }

    assertThat(after(59).due()).isEmpty();
    assertThat(after(60).due()).isPresent();
  }

  @Test
  void changeThatComesWhileTheAuditIsStarted_waitsForAnother() {
    after(0).note();
    String due = after(60).due().orElseThrow();
    after(60).note();

    after(60).settle(due);

    String second = after(120).due().orElseThrow();
    after(120).settle(second);
    assertThat(after(999).due()).isEmpty();
  }
}
