package io.aksguard.notice;

import static io.aksguard.notice.TestCommits.AT;
import static io.aksguard.notice.TestCommits.CLUSTER;
import static io.aksguard.notice.TestCommits.cluster;
import static io.aksguard.notice.TestCommits.commit;
import static io.aksguard.notice.TestCommits.state;
import static io.aksguard.notice.TestCommits.transition;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final Rules OLD = new Rules("cat-1", "conf-1");
  private static final Rules NEW = new Rules("cat-1", "conf-2");
  private static final FleetRun FIRST = run("r1", 0, 10, OLD);
  private static final FleetRun SECOND = run("r2", 24 * 60, 24 * 60 + 10, NEW);
  private static final List<Transition> OPENED =
      List.of(transition(state("a", "", Status.PASS), state("a", "", Status.FAIL)));

  @Test
  void whatNewRulesMove_isOneDigestOfTheRun_andNoNoticeOfEachCluster() {
    Rollout rollout = Rollout.of(List.of(SECOND, FIRST));
    RulesDigest digest = new RulesDigest(SECOND, rollout);

    for (int i = 0; i < 50; i++) {
      Commit before = commit(cluster("c" + i), 4, minute(5), OLD, false);
      Commit moved = commit(cluster("c" + i), 5, minute(24 * 60 + i), NEW, false);
      assertThat(Derivation.of(moved, before, OPENED, rollout)).isEmpty();
      digest.add(moved, before, OPENED);
    }

    Notice notice = digest.notice().orElseThrow();
    assertThat(notice.subject()).isEqualTo("/fleet");
    assertThat(notice.data().raw("clusters")).isEqualTo(50L);
    assertThat(notice.data().raw("opened")).isEqualTo(50L);
    assertThat(notice.data().array("controls").orElseThrow().objects())
        .singleElement()
        .satisfies(control -> assertThat(control.raw("clusters")).isEqualTo(50L));
    assertThat(new RulesDigest(FIRST, rollout).notice()).isEmpty();
  }

  @Test
  void clusterThatTheRulesDidNotMove_isToldOfAsEver_onceTheirRunHasClosed() {
    Rollout rollout = Rollout.of(List.of(FIRST, SECOND));
    Commit before = commit(CLUSTER, 4, minute(5), OLD, false);
    Commit during = commit(CLUSTER, 5, minute(24 * 60 + 69), NEW, false);
    Commit after = commit(CLUSTER, 5, minute(24 * 60 + 70), NEW, false);

    assertThat(Derivation.of(during, before, OPENED, rollout)).isEmpty();
    assertThat(Derivation.of(after, before, OPENED, rollout)).hasSize(1);
  }

  @Test
  void anotherCatalogue_explainsOnlyControlsThatAreAnother() {
    Rollout rollout = Rollout.of(List.of(FIRST));
    Commit before = commit(CLUSTER, 4, minute(5), OLD, false);
    Commit moved = commit(CLUSTER, 5, minute(30), new Rules("cat-2", "conf-1"), false);
    Transition drift = transition(state("a", "", Status.PASS), state("a", "", Status.FAIL));
    Transition changed =
        transition(
            state("b", "", Status.PASS), state("b", "", Status.FAIL, "", "2", Severity.HIGH));
    Transition added = transition(null, state("c", "", Status.FAIL));

    List<Notice> notices = Derivation.of(moved, before, List.of(drift, changed, added), rollout);

    assertThat(notices)
        .singleElement()
        .satisfies(n -> assertThat(n.data().raw("total")).isEqualTo(1L));
  }

  @Test
  void whereNoRunWillTell_eachClusterIsTold() {
    Commit before = commit(CLUSTER, 4, minute(5), OLD, false);
    Commit moved = commit(CLUSTER, 5, minute(72 * 60), NEW, false);

    assertThat(Derivation.of(moved, before, OPENED, Rollout.of(List.of()))).hasSize(1);
    assertThat(Derivation.of(moved, before, OPENED, Rollout.of(List.of(FIRST)))).hasSize(1);
  }

  @Test
  void coverage_isToldWhenAWholePercentIsReachedNoMore() {
    FleetRun all = covered("r1", 1_000);
    FleetRun fewer = covered("r2", 999);
    FleetRun fewest = covered("r3", 991);

    assertThat(CoverageDropped.of(fewer, all).orElseThrow().type())
        .isEqualTo("AksGuard.CoverageDropped");
    assertThat(CoverageDropped.of(fewest, fewer)).isEmpty();
    assertThat(CoverageDropped.of(all, fewer)).isEmpty();
    assertThat(CoverageDropped.of(all, null)).isEmpty();
  }

  /** Commits are told of when they are made, with what is known then; digests much later. */
  @Test
  void everythingIsToldExactlyOnce_howeverRulesAndRunsFollowEachOther() {
    long seed = Long.getLong("aksguard.seed", 1);
    int cases = Integer.getInteger("aksguard.cases", 2_000);
    System.out.printf("rollouts: seed %d, %d cases%n", seed, cases);
    int told = 0;
    int collected = 0;
    for (int i = 0; i < cases; i++) {
      Random random = new Random((seed + i) * 0x9E3779B97F4A7C15L);
      List<FleetRun> runs = runs(random);
      Rollout later = Rollout.of(runs);
      @Nullable Commit before = commit(CLUSTER, 1, AT, OLD, false);
      for (int seq = 2; seq < 12; seq++) {
        Instant at = before.recordedAt().plus(Duration.ofMinutes(random.nextInt(600)));
        Rules rules = new Rules("cat-1", "conf-" + random.nextInt(3));
        Commit now = commit(CLUSTER, seq, at, rules, false);
        boolean atOnce = !Derivation.of(now, before, OPENED, Rollout.of(known(runs, at))).isEmpty();
        long digests = 0;
        for (FleetRun run : runs) {
          RulesDigest digest = new RulesDigest(run, later);
          digest.add(now, before, OPENED);
          digests += digest.notice().isPresent() ? 1 : 0;
        }
        assertThat(digests)
            .as("-Daksguard.seed=%d, commit %d", seed + i, seq)
            .isEqualTo(atOnce ? 0 : 1);
        told += atOnce ? 1 : 0;
        collected += atOnce ? 0 : 1;
        before = now;
      }
    }
    assertThat(told).isGreaterThan(cases);
    assertThat(collected).isGreaterThan(cases / 2);
  }

  /** The last one ends long after all commits, as the next scheduled one will. */
  private static List<FleetRun> runs(Random random) {
    List<FleetRun> runs = new ArrayList<>();
    int start = -60;
    while (start < 12 * 600) {
      int length = 1 + random.nextInt(300);
      boolean breaksOff = random.nextInt(10) == 0;
      Rules rules = new Rules("cat-1", "conf-" + random.nextInt(3));
      FleetRun run = run("r" + start, start, start + length, rules);
      runs.add(
          breaksOff ? new FleetRun(run.id(), run.startedAt(), null, rules, Coverage.NONE, 0) : run);
      start += 1 + random.nextInt(1_000);
    }
    runs.add(run("last", 12 * 600 + 1_000, 12 * 600 + 1_001, OLD));
    return runs;
  }

  private static List<FleetRun> known(List<FleetRun> runs, Instant at) {
    return runs.stream()
        .filter(run -> !run.startedAt().isAfter(at))
        .map(
            run ->
                Optional.ofNullable(run.endedAt()).filter(end -> end.isAfter(at)).isPresent()
                    ? new FleetRun(
                        run.id(), run.startedAt(), null, run.rules(), run.coverage(), run.unread())
                    : run)
        .toList();
  }

  private static Instant minute(int minute) {
    return AT.plus(Duration.ofMinutes(minute));
  }

  private static FleetRun run(String id, int from, int to, Rules rules) {
    return new FleetRun(id, minute(from), minute(to), rules, Coverage.NONE, 0);
  }

  private static FleetRun covered(String id, long covered) {
    return new FleetRun(id, minute(0), minute(1), OLD, new Coverage(10, 1_000, covered), 1);
  }
}
