package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final ControlVersion CONTROL = new ControlVersion("image-cleaner-on", "v1");
  private static final Permit PERMIT =
      new Permit(CONTROL, new ClusterKey("0123456789abcdef0123456789abcdef"), "i-1");

  private static Circuit circuit(String outcomes, Bounds.Breaker bounds) {
    Circuit circuit = Circuit.closed(CONTROL);
    for (char each : outcomes.toCharArray()) {
      circuit =
          switch (each) {
            case '+' -> circuit.taken();
            case 'v' -> circuit.settled(PERMIT, Permit.Outcome.VERIFIED, bounds, NOW);
            case 'f' -> circuit.settled(PERMIT, Permit.Outcome.FAILED, bounds, NOW);
            case 'u' -> circuit.settled(PERMIT, Permit.Outcome.UNHEALTHY, bounds, NOW);
            case 'n' -> circuit.settled(PERMIT, Permit.Outcome.NOT_WRITTEN, bounds, NOW);
            default -> circuit.reset("oid");
          };
    }
    return circuit;
  }

  /** What went before: taken +, then verified, failed, unhealthy, not written; r is a reset. */
  @ParameterizedTest
  @CsvSource({
    // At most 5 % of those that need it, and one at least.
    "1, '', true",
    "1, +, false",
    "39, +, false",
    "40, +, true",
    "40, ++, false",
    "0, '', true",
    "0, +, false",
    // What is verified, or was not written, gives its room back.
    "1, +v, true",
    "1, +n, true",
    // What has failed does not: of 60, three may be at risk.
    "60, +++, false",
    "60, +++v, true",
    "60, +++f, false",
    "60, +++fv, true",
    "60, +++fv+, false",
    // One failure does not end it where one is allowed at a time, a second one does.
    "1, +f, true",
    "1, +f+, false",
    "1, +f+f, false",
    "1, +f+v, true",
    "1000, +f+f, false",
    "1000, +f+v+f, false",
    "1000, +u, false",
    // A person lets it go on; what is under way still takes its room.
    "1, +f+fr, true",
    "1, +ur, true",
    "40, ++fr+, false",
  })
  void refusal_dependsOnWhatWentBefore(int targets, String before, boolean isLetThrough) {
    Bounds.Breaker bounds = Bounds.DEFAULT.breaker();

    assertThat(circuit(before, bounds).refusal(bounds, targets).isEmpty()).isEqualTo(isLetThrough);
  }

  /** Azure Policy's remediation tasks go on until 100 % have failed, unless somebody changes it. */
  @Test
  void azurePolicyGoesOnUntilAllHaveFailed_oursStopsAtTheSecondByDefault() {
    Bounds.Breaker bounds = Bounds.DEFAULT.breaker();

    assertThat(circuit("+f+f", bounds).refusal(bounds, 50_000))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .isEqualTo(
                        "the breaker of image-cleaner-on (version v1) is open since"
                            + " 2026-11-23T12:00:00Z: 2 did not hold, the last by i-1; a person has"
                            + " to reset it"));
  }

  @Test
  void boundsThatWereLowered_countWhatHasFailedBefore() {
    Circuit before = circuit("+f+f", new Bounds.Breaker(5, 10, 3));

    assertThat(before.isOpen()).isFalse();
    assertThat(before.refusal(new Bounds.Breaker(5, 10, 2), 1_000)).isPresent();
  }

  @Test
  void openedCircuit_keepsItsFirstReason() {
    Circuit circuit = circuit("+++uff", Bounds.DEFAULT.breaker());

    assertThat(circuit.because()).isEqualTo("a cluster was left unhealthy by i-1");
    assertThat(circuit.failed()).isEqualTo(3);
    assertThat(circuit.unverified()).isZero();
  }
}
