package io.aksguard.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
  private final AtomicLong nanos = new AtomicLong();
  private final Limits limits = new Limits(clock, nanos::get);

  private boolean refused() {
    return limits.take("reads", 2, 1).refused();
  }

  private void exhaust() {
    while (!refused()) {}
  }

  private void waitFor(Duration real) {
    nanos.addAndGet(real.toNanos());
  }

  @Test
  void bucket_isRefilled_byRealTime() {
    exhaust();
    waitFor(Duration.ofSeconds(1));
    assertThat(refused()).isFalse();
    assertThat(refused()).isTrue();
  }

  @Test
  void bucket_isRefilled_byTheTenantsTime() {
    exhaust();
    clock.advance(Duration.ofSeconds(1));
    assertThat(refused()).isFalse();
    assertThat(refused()).isTrue();
  }

  @Test
  void afterAJump_realTimeStillCounts() {
    clock.advance(Duration.ofHours(1));
    exhaust();
    waitFor(Duration.ofSeconds(1));
    assertThat(refused()).isFalse();
  }

  @Test
  void timeThatGoesOnInBoth_countsOnce() {
    exhaust();
    clock.advance(Duration.ofSeconds(1));
    waitFor(Duration.ofSeconds(1));
    assertThat(refused()).isFalse();
    assertThat(refused()).isTrue();
  }
}
