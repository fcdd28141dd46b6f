package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.lab.Fault;
import io.aksguard.lab.FaultyStore.FaultyRows;
import io.aksguard.remediation.Hold;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.MemoryRows;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg"
              + "/providers/Microsoft.ContainerService/managedClusters/shop");
  private static final Quota.Counted CLUSTERS = Quota.Counted.of(AKS, "West Europe").orElseThrow();
  private static final int FIXES = 300;

  private final MemoryRows rows = new MemoryRows();
  private final SetClock clock = new SetClock("2026-11-23T12:00:00Z");

  private static ArmId aks(int number) {
    return new ArmId(AKS.value() + number);
  }

  private Quota quota(Rows store, int share) {
    return new Quota(store, clock, share);
  }

  /** AKS' own bucket, counted in milliseconds of refill. */
  private static final class Aks {
    private static final long TOKEN = 60_000;
    private long left = 20 * TOKEN;
    private Instant at;

    Aks(Instant at) {
      this.at = at;
    }

    /** How long to wait, or empty where it is taken. */
    Optional<Duration> put(Instant now) {
      left = Math.min(20 * TOKEN, left + Duration.between(at, now).toMillis());
      at = now;
      if (left < TOKEN) {
        return Optional.of(Duration.ofMillis(TOKEN - left));
      }
      left -= TOKEN;
      return Optional.empty();
    }
  }

  /** AKS issue 1413: a throttled subscription could not bring its own clusters back. */
  @ParameterizedTest
  @ValueSource(ints = {50, 25, 90})
  void aks1413ThrottledTheCustomer_oursLeavesHisShare_andTellsTheEnd(int share) {
    Aks aks = new Aks(clock.instant());
    Quota ours = quota(rows, share);
    Quota his = quota(new MemoryRows(), 100 - share);
    List<Instant> promised = new ArrayList<>();
    for (int n = 1; n <= FIXES; n++) {
      promised.add(ours.eta(CLUSTERS, n));
    }

    List<Instant> done = new ArrayList<>();
    int refused = 0;
    int hisWrites = 0;
    while (done.size() < FIXES) {
      Optional<Wait> wait = ours.take(CLUSTERS, aks(done.size()));
      Optional<Wait> hisWait = his.take(CLUSTERS, aks(hisWrites));
      if (wait.isEmpty()) {
        refused += aks.put(clock.instant()).isPresent() ? 1 : 0;
        done.add(clock.instant());
      }
      if (hisWait.isEmpty()) {
        refused += aks.put(clock.instant()).isPresent() ? 1 : 0;
        hisWrites++;
      }
      if (wait.isPresent() && hisWait.isPresent()) {
        Instant next = wait.get().until().orElseThrow();
        Instant hisNext = hisWait.get().until().orElseThrow();
        clock.set(next.isBefore(hisNext) ? next : hisNext);
      }
    }

    System.out.printf(
        "quota: %d fixes at %d %%, the last at %s, beside %d writes of the customer: %d times"
            + " 429%n",
        FIXES, share, done.get(FIXES - 1), hisWrites, refused);
    assertThat(refused).isZero();
    assertThat(done).isEqualTo(promised);
  }

  /** Somebody uses more than his share: what AKS says is heeded, and nothing is sent before. */
  @Test
  void terraform7694MadePenaltiesLonger_oursSendsNothingBeforeAksSays() {
    long seed = Long.getLong("aksguard.seed", 1);
    Random random = new Random(seed);
    Aks aks = new Aks(clock.instant());
    Quota ours = quota(rows, 50);
    int done = 0;
    int refused = 0;
    while (done < FIXES) {
      for (int i = random.nextInt(3); i > 0; i--) {
        aks.put(clock.instant());
      }
      Optional<Wait> wait = ours.take(CLUSTERS, aks(done));
      if (wait.isPresent()) {
        clock.set(wait.get().until().orElseThrow());
        continue;
      }
      Optional<Duration> retryAfter = aks.put(clock.instant());
      if (retryAfter.isEmpty()) {
        done++;
        continue;
      }
      refused++;
      ours.throttled(CLUSTERS, retryAfter.get());
      Instant first = clock.instant().plus(retryAfter.get());
      Instant next = ours.eta(CLUSTERS, 1);
      assertThat(next).isAfterOrEqualTo(first);
      assertThat(ours.eta(CLUSTERS, 5)).isEqualTo(next.plus(Duration.ofMinutes(8)));
      assertThat(ours.take(CLUSTERS, aks(done)).flatMap(Wait::until)).contains(next);
    }
    System.out.printf(
        "quota: seed %d, %d fixes, %d times 429, until %s%n", seed, done, refused, clock.instant());
    assertThat(refused).isPositive();
  }

  /** Custodian gives up where Retry-After is over 45 seconds. */
  @Test
  void custodianGivesUpAfter45Seconds_oursWaitsAsLongAsAzureSays() {
    Quota quota = quota(rows, 50);
    quota.take(CLUSTERS, AKS);

    quota.throttled(CLUSTERS, Duration.ofMinutes(20));

    Instant due = Instant.parse("2026-11-23T12:20:00Z");
    assertThat(quota.take(CLUSTERS, AKS))
        .contains(
            new Wait(
                new Hold("quota", "its turn among our writes that AKS takes is at " + due), due));
    clock.set(due);
    assertThat(quota.take(CLUSTERS, AKS)).isEmpty();
    assertThat(quota.take(CLUSTERS, AKS)).isPresent();
  }

  @Test
  void hosts_takeFromOneBucket() {
    for (int i = 0; i < 10; i++) {
      assertThat(quota(rows, 50).take(CLUSTERS, AKS)).isEmpty();
    }
    assertThat(quota(rows, 50).take(CLUSTERS, AKS).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T12:02:00Z"));
  }

  @Test
  void take_whileAnotherHostTakes_takesAnother() {
    Fault meanwhile =
        new Fault(3, Fault.Moment.BEFORE, () -> quota(rows, 10).take(CLUSTERS, aks(1)));

    assertThat(quota(new FaultyRows(rows, meanwhile), 10).take(CLUSTERS, AKS)).isEmpty();
    assertThat(quota(rows, 10).take(CLUSTERS, AKS)).isPresent();
  }

  /** Whether the lost batch took effect or not: nothing is sent without a token. */
  @ParameterizedTest
  @CsvSource({"1, BEFORE", "1, AFTER", "2, BEFORE", "2, AFTER", "3, BEFORE", "3, AFTER"})
  void take_whenTheStoreDies_isHeld(int call, Fault.Moment moment) {
    Fault dying =
        new Fault(
            call,
            moment,
            () -> {
              throw new UnavailableException("gone");
            });

    assertThat(
            quota(new FaultyRows(rows, dying), 50).take(CLUSTERS, AKS).map(w -> w.hold().guard()))
        .contains("quota");
  }

  @Test
  void rowOfSomebodyElse_holds() throws ConflictException {
    rows.commit(
        "quota",
        List.of(
            new Write.Insert(
                "27c464d4-946c-4a18-aa97-f1b5ea754bc3|westeurope|clusters",
                Map.of("fullAt", "soon"))));

    assertThat(quota(rows, 50).take(CLUSTERS, AKS)).isPresent();
  }

  /** Whoever has to wait has a turn, and is told when it is. */
  @Test
  void turns_comeOneAfterTheOther_andAskingAgainChangesNothing() {
    for (int i = 0; i < 10; i++) {
      quota(rows, 50).take(CLUSTERS, aks(i));
    }
    for (int i = 1; i <= 5; i++) {
      Instant turn = Instant.parse("2026-11-23T12:00:00Z").plus(Duration.ofMinutes(2L * i));
      for (int again = 0; again < 3; again++) {
        assertThat(quota(rows, 50).take(CLUSTERS, aks(10 + i)).flatMap(Wait::until)).contains(turn);
      }
    }
    clock.set(Instant.parse("2026-11-23T12:04:30Z"));

    assertThat(quota(rows, 50).take(CLUSTERS, aks(12))).isEmpty();
    assertThat(quota(rows, 50).take(CLUSTERS, aks(13))).isPresent();
    assertThat(quota(rows, 50).take(CLUSTERS, aks(11))).isEmpty();
    assertThat(quota(rows, 50).take(CLUSTERS, aks(11)).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T12:12:00Z"));
  }

  /** A cluster that a fix has broken does not wait behind the fixes of others. */
  @Test
  void undo_hasTheNextTurn_andAllThatWaitComeOneLater() {
    for (int i = 0; i < 13; i++) {
      quota(rows, 50).take(CLUSTERS, aks(i));
    }
    clock.set(Instant.parse("2026-11-23T12:00:30Z"));

    for (int again = 0; again < 3; again++) {
      assertThat(quota(rows, 50).takeFirst(CLUSTERS, aks(12)).flatMap(Wait::until))
          .contains(Instant.parse("2026-11-23T12:02:00Z"));
    }
    for (int i = 1; i <= 4; i++) {
      assertThat(quota(rows, 50).take(CLUSTERS, aks(9 + i)).flatMap(Wait::until))
          .contains(Instant.parse("2026-11-23T12:02:00Z").plus(Duration.ofMinutes(2L * i)));
    }
    clock.set(Instant.parse("2026-11-23T12:02:00Z"));
    assertThat(quota(rows, 50).takeFirst(CLUSTERS, aks(12))).isEmpty();
    assertThat(quota(rows, 50).take(CLUSTERS, aks(10))).isPresent();
  }

  @Test
  void undo_waitsAsLongAsAksSays() {
    for (int i = 0; i < 12; i++) {
      quota(rows, 50).take(CLUSTERS, aks(i));
    }
    quota(rows, 50).throttled(CLUSTERS, Duration.ofMinutes(30));

    assertThat(quota(rows, 50).takeFirst(CLUSTERS, aks(1)).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T12:30:00Z"));
  }

  @Test
  void undo_whereNobodyWaits_isCountedLikeAnyOther() {
    for (int i = 0; i < 10; i++) {
      assertThat(quota(rows, 50).takeFirst(CLUSTERS, aks(i))).isEmpty();
    }

    assertThat(quota(rows, 50).take(CLUSTERS, aks(10)).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T12:02:00Z"));
  }

  /**
   * Undos come at any time, several at once, and neither they nor the fixes take from the
   * customer's share.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void undosAmongFixes_leaveTheCustomerHisShare_andAllAreSent(long seed) {
    Random random = new Random(seed);
    Aks aks = new Aks(clock.instant());
    Quota ours = quota(rows, 50);
    Quota his = quota(new MemoryRows(), 50);
    int fixes = 0;
    Set<Integer> done = new HashSet<>();
    int due = 0;
    int refused = 0;
    for (int second = 0; second < 5 * 60 * 60; second += 20) {
      due += random.nextInt(20) == 0 ? 1 + random.nextInt(3) : 0;
      for (int undo = 0; undo < due; undo++) {
        if (!done.contains(undo) && ours.takeFirst(CLUSTERS, aks(undo)).isEmpty()) {
          done.add(undo);
          refused += aks.put(clock.instant()).isPresent() ? 1 : 0;
        }
      }
      for (int waiting = fixes; waiting < fixes + 5; waiting++) {
        if (ours.take(CLUSTERS, aks(waiting)).isEmpty()) {
          fixes++;
          refused += aks.put(clock.instant()).isPresent() ? 1 : 0;
        }
      }
      if (his.take(CLUSTERS, aks(0)).isEmpty()) {
        refused += aks.put(clock.instant()).isPresent() ? 1 : 0;
      }
      clock.set(clock.instant().plusSeconds(20));
    }

    System.out.printf(
        "quota: seed %d, %d undos, %d fixes, %d times 429%n", seed, done.size(), fixes, refused);
    assertThat(refused).isZero();
    assertThat(done).hasSizeGreaterThan(10).hasSizeGreaterThanOrEqualTo(due - 5);
    assertThat(fixes).isPositive();
  }

  /** Turns that nobody has used do not pile up to more than AKS' bucket holds. */
  @Test
  void turnThatIsLongOver_isGivenAnew() {
    for (int i = 0; i <= 30; i++) {
      quota(rows, 50).take(CLUSTERS, aks(i));
    }
    clock.set(Instant.parse("2026-11-24T12:00:00Z"));
    long sent = 0;
    for (int i = 10; i <= 30; i++) {
      sent += quota(rows, 50).take(CLUSTERS, aks(i)).isEmpty() ? 1 : 0;
    }

    assertThat(sent).isEqualTo(10);
  }

  /** Nobody overtakes, and nothing is sent before AKS says. */
  @Test
  void turns_allComeLater_byWhatAksSays() {
    for (int i = 0; i < 12; i++) {
      quota(rows, 50).take(CLUSTERS, aks(i));
    }
    quota(rows, 50).throttled(CLUSTERS, Duration.ofMinutes(30));
    quota(rows, 50).throttled(CLUSTERS, Duration.ofMinutes(30));

    assertThat(quota(rows, 50).take(CLUSTERS, aks(10)).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T12:32:00Z"));
    assertThat(quota(rows, 50).take(CLUSTERS, aks(11)).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T12:34:00Z"));
    assertThat(quota(rows, 50).take(CLUSTERS, aks(12)).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T12:36:00Z"));
  }

  @Test
  void lateTurn_isNotUsed_beforeAksSays() {
    for (int i = 0; i < 11; i++) {
      quota(rows, 50).take(CLUSTERS, aks(i));
    }
    clock.set(Instant.parse("2026-11-23T12:10:00Z"));
    quota(rows, 50).throttled(CLUSTERS, Duration.ofMinutes(5));

    assertThat(quota(rows, 50).take(CLUSTERS, aks(10)).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T12:15:00Z"));
  }

  /** As the version before turns has written it. */
  @Test
  void rowWithoutTurns_isRead() throws ConflictException {
    rows.commit(
        "quota",
        List.of(
            new Write.Insert(
                "27c464d4-946c-4a18-aa97-f1b5ea754bc3|westeurope|clusters",
                Map.of("fullAt", "2026-11-23T12:20:00Z"))));

    assertThat(quota(rows, 50).take(CLUSTERS, AKS).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T12:02:00Z"));
  }

  @Test
  void counted_areClustersAndPools_ofARegion() {
    ArmId pool = new ArmId(AKS + "/agentPools/user");

    assertThat(Quota.Counted.of(AKS, "westeurope")).contains(CLUSTERS);
    assertThat(Quota.Counted.of(pool, "westeurope").map(Quota.Counted::kind)).contains("pools");
    assertThat(Quota.Counted.of(new ArmId(AKS + "/maintenanceConfigurations/default"), "x"))
        .isEmpty();
  }

  @Test
  void smallestShare_isOneWrite() {
    assertThat(quota(rows, 1).take(CLUSTERS, AKS)).isEmpty();
    assertThat(quota(rows, 1).take(CLUSTERS, AKS).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T13:40:00Z"));
  }
}
