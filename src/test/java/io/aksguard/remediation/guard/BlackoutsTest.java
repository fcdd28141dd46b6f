package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.config.Blackout;
import io.aksguard.remediation.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlackoutsTest {
  private static final Blackouts BLACKOUTS =
      new Blackouts(
          List.of(
              blackout("2026-12-20T00:00:00Z", "2027-01-04T00:00:00Z", "freeze"),
              blackout("2027-01-03T12:00:00Z", "2027-01-05T00:00:00Z", "audit"),
              blackout("2027-01-05T00:00:00Z", "2027-01-05T06:00:00Z", ""),
              blackout("2027-02-01T00:00:00Z", "2027-02-02T00:00:00Z", "")));

  private static Blackout blackout(String from, String to, String reason) {
    return new Blackout(Instant.parse(from), Instant.parse(to), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-19T23:59:59.999Z, ",
    "2026-12-20T00:00:00Z, 2027-01-05T06:00:00Z",
    "2027-01-04T00:00:00Z, 2027-01-05T06:00:00Z",
    "2027-01-05T05:59:59Z, 2027-01-05T06:00:00Z",
    "2027-01-05T06:00:00Z, ",
    "2027-02-01T12:00:00Z, 2027-02-02T00:00:00Z",
  })
  void noFixStarts_untilTheLastThatJoinsEnds(Instant now, Instant until) {
    assertThat(BLACKOUTS.hold(now).flatMap(Wait::until)).isEqualTo(Optional.ofNullable(until));
  }

  @Test
  void reason_isSaid() {
    assertThat(BLACKOUTS.hold(Instant.parse("2026-12-24T00:00:00Z")).map(Wait::hold))
        .contains(
            new Hold("blackout", "blackout of guard.yaml until 2027-01-05T06:00:00Z: freeze"));
    assertThat(new Blackouts(List.of()).hold(Instant.EPOCH)).isEmpty();
  }
}
