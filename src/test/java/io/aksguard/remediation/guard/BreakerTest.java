package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.lab.Fault;
import io.aksguard.lab.FaultyStore.FaultyRows;
import io.aksguard.remediation.Hold;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.MemoryRows;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final ControlVersion CLEANER = new ControlVersion("image-cleaner-on", "v1");
  private static final ControlVersion ISSUER = new ControlVersion("oidc-issuer-enabled", "v1");

  private final MemoryRows rows = new MemoryRows();
  private final Breaker breaker = breaker(rows);

  private static Breaker breaker(Rows rows) {
    return new Breaker(rows, NOW, Bounds.DEFAULT.breaker());
  }

  private static ClusterKey cluster(int number) {
    return new ClusterKey("%032x".formatted(number));
  }

  private static Permit permit(ControlVersion control, int cluster) {
    return new Permit(control, cluster(cluster), "i-" + control.control() + "-" + cluster);
  }

  private static Permit.Want want(Permit permit, int targets) {
    return new Permit.Want(permit, targets, false);
  }

  private Optional<Hold> take(Breaker host, Permit permit, int targets, int fleet) {
    return host.take(List.of(want(permit, targets)), fleet);
  }

  /** Custodian's max-resources is asked by its timers only, not where an event comes in. */
  @Test
  void custodiansLimitIsNotOnItsEventPath_oursIsOnBoth() {
    Breaker ofTimers = breaker(rows);
    Breaker ofEvents = breaker(rows);

    assertThat(take(ofTimers, permit(CLEANER, 1), 20, 1_000)).isEmpty();
    assertThat(take(ofEvents, permit(CLEANER, 2), 20, 1_000))
        .contains(
            new Hold(
                "breaker",
                "1 fixes of image-cleaner-on (version v1) are not verified yet and 0 did not hold:"
                    + " 1 are allowed at a time"));
  }

  /** ASR goes on to remediate where its filter cannot be looked up. */
  @Test
  void asrGoesOnWhereItsFilterFails_oursHoldsWhatItCannotRead() {
    Breaker blind =
        breaker(
            new FaultyRows(
                rows,
                new Fault(
                    1,
                    Fault.Moment.BEFORE,
                    () -> {
                      throw new UnavailableException("timeout");
                    })));

    assertThat(take(blind, permit(CLEANER, 1), 20, 1_000))
        .contains(new Hold("breaker", "the breaker could not be read or written: timeout"));
  }

  @Test
  void rowsOfSomebodyElse_hold() throws ConflictException {
    for (String key : List.of("fleet", "c|image-cleaner-on|v1")) {
      MemoryRows strange = new MemoryRows();
      strange.commit("breaker", List.of(new Write.Insert(key, Map.of("openedAt", "soon"))));

      assertThat(take(breaker(strange), permit(CLEANER, 1), 20, 1_000)).as(key).isPresent();
    }
  }

  @Test
  void take_again_isTheSamePermit() {
    assertThat(take(breaker, permit(CLEANER, 1), 20, 10)).isEmpty();
    assertThat(take(breaker, permit(CLEANER, 1), 20, 10)).isEmpty();

    Breaker.Status status = breaker.status();
    assertThat(status.clustersAtRisk()).isEqualTo(1);
    assertThat(status.circuits().get(0).unverified()).isEqualTo(1);
    assertThat(status.held()).containsExactly(new Permit.Held(permit(CLEANER, 1), NOW.instant()));
  }

  @Test
  void take_byAnotherIntentOfTheSameClusterAndControl_waitsForTheFirst() {
    Permit second = new Permit(CLEANER, cluster(1), "another");
    take(breaker, permit(CLEANER, 1), 1_000, 1_000);

    assertThat(take(breaker, second, 1_000, 1_000)).isPresent();
    breaker.settle(permit(CLEANER, 1), Permit.Outcome.VERIFIED);
    assertThat(take(breaker, second, 1_000, 1_000)).isEmpty();
  }

  /** A host that was slow to take must not hold a permit for ever, whose write has long ended. */
  @Test
  void take_afterTheOutcome_isRefused() {
    take(breaker, permit(CLEANER, 1), 1_000, 1_000);
    breaker.settle(permit(CLEANER, 1), Permit.Outcome.VERIFIED);

    assertThat(take(breaker, permit(CLEANER, 1), 1_000, 1_000)).isPresent();
    assertThat(breaker.status().clustersAtRisk()).isZero();
  }

  /** The same may be wanted again, where its failure was gone meanwhile: that is another risk. */
  @Test
  void take_longAfterTheOutcome_isAllowed() {
    take(breaker, permit(CLEANER, 1), 1_000, 1_000);
    breaker.settle(permit(CLEANER, 1), Permit.Outcome.FAILED);
    Clock later = Clock.offset(NOW, Breaker.LATE);

    assertThat(
            take(
                new Breaker(rows, later, Bounds.DEFAULT.breaker()),
                permit(CLEANER, 1),
                1_000,
                1_000))
        .isEmpty();
  }

  /** Who has seen it before somebody asked again knows nothing of that. */
  @Test
  void settle_ofWhatWasSeen_leavesWhatWasAskedForAgain() {
    take(breaker, permit(CLEANER, 1), 1_000, 1_000);
    Permit.Held seen = breaker.held().get(0);
    Breaker later = new Breaker(rows, Clock.offset(NOW, Breaker.LATE), Bounds.DEFAULT.breaker());
    take(later, permit(CLEANER, 1), 1_000, 1_000);

    later.settle(seen, Permit.Outcome.NOT_WRITTEN);
    assertThat(later.held()).hasSize(1);
    later.settle(later.held().get(0), Permit.Outcome.NOT_WRITTEN);
    assertThat(later.held()).isEmpty();
  }

  @Test
  void take_afterNothingWasWritten_isAllowed() {
    take(breaker, permit(CLEANER, 1), 1_000, 1_000);
    breaker.settle(permit(CLEANER, 1), Permit.Outcome.NOT_WRITTEN);

    assertThat(take(breaker, permit(CLEANER, 1), 1_000, 1_000)).isEmpty();
  }

  /** The last question before the write is sent. */
  @Test
  void take_again_whenTheCircuitHasOpenedMeanwhile_isRefused() {
    take(breaker, permit(CLEANER, 1), 1_000, 1_000);
    take(breaker, permit(CLEANER, 2), 1_000, 1_000);
    breaker.settle(permit(CLEANER, 1), Permit.Outcome.UNHEALTHY);

    assertThat(take(breaker, permit(CLEANER, 2), 1_000, 1_000)).isPresent();
  }

  @Test
  void mergedWrite_takesAllPermitsOrNone() {
    take(breaker, permit(ISSUER, 1), 20, 1_000);
    List<Permit.Want> both = List.of(want(permit(CLEANER, 2), 20), want(permit(ISSUER, 2), 20));

    assertThat(breaker.take(both, 1_000)).isPresent();
    assertThat(breaker.status().clustersAtRisk()).isEqualTo(1);
    assertThat(breaker.status().circuits()).extracting(Circuit::control).containsExactly(ISSUER);

    breaker.settle(permit(ISSUER, 1), Permit.Outcome.VERIFIED);
    assertThat(breaker.take(both, 1_000)).isEmpty();
    assertThat(breaker.status().clustersAtRisk()).isEqualTo(1);
  }

  @Test
  void mergedWrite_isOneClusterOfTheFleet_untilItsLastOutcome() {
    List<Permit.Want> both = List.of(want(permit(CLEANER, 1), 500), want(permit(ISSUER, 1), 500));
    breaker.take(both, 10);
    assertThat(take(breaker, permit(CLEANER, 2), 500, 10))
        .contains(
            new Hold(
                "breaker",
                "1 clusters have fixes that are not verified yet: 1 are allowed at a time"));

    breaker.settle(permit(CLEANER, 1), Permit.Outcome.VERIFIED);
    assertThat(take(breaker, permit(CLEANER, 2), 500, 10)).isPresent();
    breaker.settle(permit(ISSUER, 1), Permit.Outcome.VERIFIED);
    assertThat(take(breaker, permit(CLEANER, 2), 500, 10)).isEmpty();
  }

  @Test
  void mergedWrite_ofTooManyControls_orOfTwoClusters_isNone() {
    List<Permit.Want> many = new ArrayList<>();
    for (int i = 0; i < Breaker.MOST_WANTS; i++) {
      many.add(want(permit(new ControlVersion("control-" + i, "v1"), 1), 500));
    }
    assertThat(breaker.take(many, 10)).isEmpty();

    many.add(want(permit(CLEANER, 1), 500));
    assertThat(breaker.take(many, 10)).isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                breaker.take(List.of(want(permit(CLEANER, 1), 9), want(permit(ISSUER, 2), 9)), 10));
  }

  @Test
  void settle_twice_countsOnce() {
    take(breaker, permit(CLEANER, 1), 20, 10);
    breaker.settle(permit(CLEANER, 1), Permit.Outcome.FAILED);
    Circuit again = breaker.settle(permit(CLEANER, 1), Permit.Outcome.FAILED);

    assertThat(again.failed()).isEqualTo(1);
    assertThat(again.isOpen()).isFalse();
    assertThat(breaker.status().clustersAtRisk()).isZero();
  }

  @Test
  void settle_thatOpens_saysSo_andAPersonResetsIt() {
    take(breaker, permit(CLEANER, 1), 500, 1_000);
    take(breaker, permit(CLEANER, 2), 500, 1_000);
    breaker.settle(permit(CLEANER, 1), Permit.Outcome.FAILED);

    assertThat(breaker.settle(permit(CLEANER, 2), Permit.Outcome.FAILED).isOpen()).isTrue();
    assertThat(take(breaker, permit(CLEANER, 3), 500, 1_000)).isPresent();
    assertThat(take(breaker, permit(ISSUER, 3), 500, 1_000)).isEmpty();

    assertThat(breaker.reset(CLEANER, "5d0e3c1a")).isTrue();
    assertThat(take(breaker, permit(CLEANER, 3), 500, 1_000)).isEmpty();
    assertThat(breaker.status().circuits().get(0).resetBy()).isEqualTo("5d0e3c1a");
    assertThat(breaker.reset(new ControlVersion("no-such", "v1"), "5d0e3c1a")).isFalse();
  }

  @Test
  void reset_justBeforeAPermitIsTaken_isNotLost() {
    take(breaker, permit(CLEANER, 1), 500, 1_000);
    breaker.settle(permit(CLEANER, 1), Permit.Outcome.FAILED);
    Fault beforeItsBatch = new Fault(5, Fault.Moment.BEFORE, () -> breaker.reset(CLEANER, "oid"));

    assertThat(take(breaker(new FaultyRows(rows, beforeItsBatch)), permit(CLEANER, 2), 500, 1_000))
        .isEmpty();

    Circuit circuit = breaker.status().circuits().get(0);
    assertThat(circuit.resetBy()).isEqualTo("oid");
    assertThat(circuit.failed()).isZero();
    assertThat(circuit.unverified()).isEqualTo(1);
  }

  @Test
  void anotherVersion_isAnotherFix() {
    take(breaker, permit(CLEANER, 1), 500, 1_000);
    breaker.settle(permit(CLEANER, 1), Permit.Outcome.UNHEALTHY);

    assertThat(take(breaker, permit(new ControlVersion("image-cleaner-on", "v2"), 1), 500, 1_000))
        .isEmpty();
  }

  /** The store dies at each call of a take, before it or with the answer lost. */
  @Test
  void take_whenTheStoreDies_isHeld_andTakenOnceAfterwards() {
    int calls = 0;
    for (int call = 1; call <= 20; call++) {
      for (Fault.Moment moment : Fault.Moment.values()) {
        MemoryRows mine = new MemoryRows();
        List<Permit.Want> both = List.of(want(permit(CLEANER, 1), 20), want(permit(ISSUER, 1), 20));
        boolean isThrough =
            breaker(new FaultyRows(mine, dying(call, moment))).take(both, 10).isEmpty();
        calls = isThrough ? calls : call;

        assertThat(breaker(mine).take(both, 10)).isEmpty();
        Breaker.Status status = breaker(mine).status();
        assertThat(status.clustersAtRisk()).isEqualTo(1);
        assertThat(status.circuits()).extracting(Circuit::unverified).containsExactly(1L, 1L);
      }
    }
    System.out.printf("breaker: the store died at each of %d calls of a take%n", calls);
    assertThat(calls).isBetween(4, 19);
  }

  @Test
  void settle_whenTheStoreDies_isSettledOnceAfterwards() {
    for (int call = 1; call <= 20; call++) {
      for (Fault.Moment moment : Fault.Moment.values()) {
        MemoryRows mine = new MemoryRows();
        take(breaker(mine), permit(CLEANER, 1), 20, 10);
        Breaker dying = breaker(new FaultyRows(mine, dying(call, moment)));
        try {
          dying.settle(permit(CLEANER, 1), Permit.Outcome.FAILED);
        } catch (UnavailableException e) {
          assertThat(e).hasMessage("gone");
        }

        assertThat(breaker(mine).settle(permit(CLEANER, 1), Permit.Outcome.FAILED).failed())
            .isEqualTo(1);
        assertThat(breaker(mine).status().clustersAtRisk()).isZero();
      }
    }
  }

  private static Fault dying(int call, Fault.Moment moment) {
    return new Fault(
        call,
        moment,
        () -> {
          throw new UnavailableException("gone");
        });
  }
}
