package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.config.Bounds;
import io.aksguard.remediation.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlapTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Flap FLAP = new Flap(Bounds.DEFAULT.flap());

  private static List<Instant> relapses(String hours) {
    return Stream.of(hours.split(" "))
        .filter(hour -> !hour.isEmpty())
        .map(hour -> START.plus(Duration.ofHours(Long.parseLong(hour))))
        .toList();
  }

  /** Hours after the start at which the control failed again; three within seven days freeze. */
  @ParameterizedTest
  @CsvSource({
    "'', false",
    "1 2, false",
    "1 2 3, true",
    "3 1 2, true",
    "0 100 168, true",
    "0 100 169, false",
    "0 100 169 200, true",
    // It does not thaw by itself.
    "0 1 2 100000, true",
    "0 200 400 600 800, false",
  })
  void threeWithinSevenDays_freeze(String hours, boolean isFrozen) {
    assertThat(FLAP.hold(relapses(hours)).isPresent()).isEqualTo(isFrozen);
  }

  @Test
  void frozenFix_saysSinceWhen() {
    assertThat(FLAP.hold(relapses("1 2 3")))
        .contains(
            new Hold(
                "flap",
                "failed again 3 times after its fix, from 2026-11-01T01:00:00Z to"
                    + " 2026-11-01T03:00:00Z: frozen until a person releases it"));
  }

  /**
   * ASR deletes its finding as soon as the check passes, so the next failure is a new one to it;
   * Azure Policy and Terraform undo each other for ever (caf-enterprise-scale, pull request 631).
   */
  @Test
  void asrForgetsEarlierRounds_oursWritesThreeTimesInAThousand() {
    long seed = Long.getLong("aksguard.seed", 1);
    System.out.printf("flap: seed %d%n", seed);
    Random random = new Random(seed);
    List<Instant> relapses = new ArrayList<>();
    Instant now = START;
    int writes = 0;
    for (int i = 0; i < 1_000; i++) {
      if (FLAP.hold(relapses).isEmpty()) {
        writes++;
        now = now.plusSeconds(60 + random.nextInt(86_400));
        relapses.add(now);
      } else {
        now = now.plusSeconds(random.nextInt(86_400));
      }
    }

    assertThat(writes).isEqualTo(3);
  }
}
