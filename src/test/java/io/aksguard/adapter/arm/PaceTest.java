package io.aksguard.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Quota QUOTA = Quota.of("/subscriptions/s/resourceGroups", HttpMethod.GET);
  private static final Limits ONE_AT_A_TIME = new Limits(4, Duration.ofMinutes(1), 0.2, 1, 5);

  @Test
  void requestThatWaitsForItsTurn_isNotSent_whenItsQuotaIsClosedMeanwhile() throws Exception {
    Pace pace = new Pace(ONE_AT_A_TIME, Clock.systemUTC(), time -> {});
    FutureTask<Optional<String>> second = new FutureTask<>(() -> send(pace, "second"));
    Thread waiting = new Thread(second);

    pace.send(
        List.of(QUOTA),
        new Waits(Duration.ZERO, time -> {}),
        () -> {
          waiting.start();
          while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          pace.close(QUOTA.whole(), Duration.ofHours(1));
          return "throttled";
        });

    assertThat(second.get(20, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void closingForAShorterTime_opensNothing() {
    Pace pace = new Pace(ONE_AT_A_TIME, Clock.systemUTC(), time -> {});
    pace.close(QUOTA.whole(), Duration.ofHours(1));
    pace.close(QUOTA.whole(), Duration.ofSeconds(1));

    assertThat(send(pace, "again")).isEmpty();
    assertThat(pace.closedFor(QUOTA)).isGreaterThan(Duration.ofMinutes(59));
  }

  private static Optional<String> send(Pace pace, String answer) {
    return pace.send(List.of(QUOTA), new Waits(Duration.ofMinutes(1), time -> {}), () -> answer);
  }
}
