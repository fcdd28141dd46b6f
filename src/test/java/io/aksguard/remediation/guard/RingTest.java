package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.config.Selector;
import io.aksguard.lab.Fault;
import io.aksguard.lab.FaultyStore.FaultyRows;
import io.aksguard.remediation.Hold;
import io.aksguard.storage.MemoryRows;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingTest {
  private static final ControlVersion CONTROL = new ControlVersion("image-cleaner-on", "v1");
  private static final Optional<Map<String, String>> CANARY = Optional.of(Map.of("ring", "canary"));
  private static final Optional<Map<String, String>> PROD = Optional.of(Map.of("ring", "prod"));

  private final MemoryRows rows = new MemoryRows();
  private final Breaker breaker = breaker(rows);

  private static Breaker breaker(Rows rows) {
    return new Breaker(rows, Clock.systemUTC(), Bounds.DEFAULT.breaker());
  }

  private static Bounds.Ring bounds(int verified) {
    return new Bounds.Ring(new Selector("*", Map.of("ring", "canary")), verified);
  }

  private static Ring ring(Breaker breaker, int verified) {
    return new Ring(breaker, Optional.of(bounds(verified)));
  }

  /** The number that is asked for; 0 for all that need it, and one at least. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 5, false",
    "1, 1, 5, true",
    "2, 1, 0, false",
    "2, 2, 5, true",
    "0, 0, 0, false",
    "0, 0, 3, false",
    "0, 2, 1, false",
    "0, 3, 0, true",
  })
  void others_waitForTheRing(int asked, int verified, int waiting, boolean isLetThrough) {
    assertThat(Ring.decide(bounds(asked), CONTROL, verified, waiting).isEmpty())
        .isEqualTo(isLetThrough);
  }

  private void fix(int cluster, boolean isOfRing, Permit.Outcome outcome) {
    Permit permit = new Permit(CONTROL, new ClusterKey("%032x".formatted(cluster)), "i-" + cluster);
    breaker.take(List.of(new Permit.Want(permit, 100, isOfRing)), 100);
    breaker.settle(permit, outcome);
  }

  @Test
  void whatCounts_isClustersOfTheRingThatWereVerified_eachOnce() {
    Ring ring = ring(breaker, 2);
    assertThat(ring.hold(CONTROL, "aks-1", CANARY, 2)).isEmpty();
    assertThat(ring.hold(CONTROL, "aks-9", PROD, 2))
        .contains(
            new Hold(
                "ring",
                "0 of 2 clusters of the ring have image-cleaner-on (version v1) verified, and 2"
                    + " wait for it"));

    fix(1, true, Permit.Outcome.VERIFIED);
    fix(2, true, Permit.Outcome.FAILED);
    fix(3, true, Permit.Outcome.NOT_WRITTEN);
    fix(4, false, Permit.Outcome.VERIFIED);
    Permit again = new Permit(CONTROL, new ClusterKey("%032x".formatted(1)), "again");
    breaker.take(List.of(new Permit.Want(again, 100, true)), 100);
    breaker.settle(again, Permit.Outcome.VERIFIED);
    assertThat(ring.hold(CONTROL, "aks-9", PROD, 1)).isPresent();

    fix(5, true, Permit.Outcome.VERIFIED);
    assertThat(ring.hold(CONTROL, "aks-9", PROD, 0)).isEmpty();
    assertThat(ring.hold(new ControlVersion("image-cleaner-on", "v2"), "aks-9", PROD, 1))
        .isPresent();
  }

  @Test
  void withoutARing_nobodyWaits() {
    Ring none = new Ring(breaker, Optional.empty());

    assertThat(none.hold(CONTROL, "aks-9", PROD, 0)).isEmpty();
    assertThat(none.has("aks-9", CANARY)).isFalse();
  }

  /** ASR goes on to remediate where its filter cannot be looked up. */
  @Test
  void asrGoesOnWhereItsFilterFails_oursHoldsWhatItCannotRead() {
    Fault timeout =
        new Fault(
            1,
            Fault.Moment.BEFORE,
            () -> {
              throw new UnavailableException("timeout");
            });
    Ring blind = ring(breaker(new FaultyRows(rows, timeout)), 1);

    assertThat(blind.hold(CONTROL, "aks-9", PROD, 0))
        .contains(new Hold("ring", "what the ring has verified could not be read: timeout"));
    assertThat(ring(breaker, 1).hold(CONTROL, "aks-1", Optional.empty(), 1)).isPresent();
  }
}
