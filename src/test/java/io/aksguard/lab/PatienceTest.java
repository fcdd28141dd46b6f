package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final Patience patience = new Patience(nanos::get);

  @Test
  void endsFiveMinutesAfterTheLastProgress() {
    assertThat(patience.left(0)).isEqualTo(MINUTE.multipliedBy(5).toMillis());
    pass(4);
    assertThat(patience.left(0)).isEqualTo(MINUTE.toMillis());
    assertThat(patience.left(1)).isEqualTo(MINUTE.multipliedBy(5).toMillis());
    pass(5);

    assertThat(patience.left(1)).isZero();
  }

  @Test
  void endsAfterThreeHours_whateverGoesOn() {
    for (int minute = 0; minute < 179; minute++) {
      assertThat(patience.left(minute)).isPositive();
      pass(1);
    }
    assertThat(patience.left(179)).isEqualTo(MINUTE.toMillis());
    pass(1);

    assertThat(patience.left(180)).isZero();
  }

  private void pass(int minutes) {
    nanos.addAndGet(MINUTE.multipliedBy(minutes).toNanos());
  }
}
