package io.aksguard.notice;

import static io.aksguard.notice.TestCommits.AT;
import static io.aksguard.notice.TestCommits.cluster;
import static io.aksguard.notice.TestCommits.commit;
import static io.aksguard.notice.TestCommits.state;
import static io.aksguard.notice.TestCommits.transition;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonObject;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a digest counts, and of which time it tells. */
class RulesDigestTest {
  private static final Rules OLD = new Rules("cat-1", "conf");
  private static final Rules NEW = new Rules("cat-2", "conf");
  private static final FleetRun RUN = run("r", 0, 10, NEW);
  private static final Rollout ROLLOUT = Rollout.of(List.of(RUN));

  private static FleetRun run(String id, int from, @Nullable Integer to, Rules rules) {
    return new FleetRun(id, minute(from), to == null ? null : minute(to), rules, Coverage.NONE, 0);
  }

  private static Instant minute(int minute) {
    return AT.plus(Duration.ofMinutes(minute));
  }

  private static void add(
      RulesDigest digest, String cluster, Rules before, boolean gone, Transition... moved) {
    Commit old = commit(cluster(cluster), 4, minute(-5), before, false);
    Commit now = commit(cluster(cluster), 5, minute(5), NEW, gone);
    digest.add(now, old, List.of(moved));
  }

  private static Transition opens(String control, String subject) {
    return transition(
        state(control, subject, Status.PASS),
        state(control, subject, Status.FAIL, "", "2", Severity.HIGH));
  }

  private static Transition resolves(String control) {
    return transition(
        state(control, "", Status.FAIL), state(control, "", Status.PASS, "", "2", Severity.HIGH));
  }

  @Test
  void digest_countsFindingsAndClusters_byControl_theWidestFirst() {
    RulesDigest digest = new RulesDigest(RUN, ROLLOUT);
    add(digest, "c1", OLD, false, opens("a", "pool-1"), opens("a", "pool-2"), resolves("b"));
    add(digest, "c2", OLD, false, resolves("b"));

    JsonObject data = digest.notice().orElseThrow().data();

    assertThat(List.of(data.select("clusters"), data.select("opened"), data.select("resolved")))
        .containsExactly(2L, 2L, 2L);
    assertThat(data.array("controls").orElseThrow().objects())
        .extracting(each -> each.select("control") + " in " + each.select("clusters"))
        .containsExactly("b in 2", "a in 1");
  }

  /** Drift is told with its cluster; what is unknown now was neither opened nor resolved. */
  @Test
  void digest_leavesOutWhatTheRulesHaveNotMoved_andClustersThatAreGone() {
    RulesDigest digest = new RulesDigest(RUN, ROLLOUT);
    Transition drift = transition(state("a", "", Status.PASS), state("a", "", Status.FAIL));
    Transition unknown =
        transition(
            state("b", "", Status.PASS), state("b", "", Status.UNKNOWN, "", "2", Severity.HIGH));
    add(digest, "c1", OLD, false, drift, unknown);
    add(digest, "c2", OLD, true, transition(state("a", "", Status.FAIL), null));

    assertThat(digest.notice()).isEmpty();
  }

  @Test
  void digest_showsTenChangesOfRules() {
    RulesDigest digest = new RulesDigest(RUN, ROLLOUT);
    for (int i = 0; i < 12; i++) {
      add(digest, "c" + i, new Rules("cat-1", "conf-" + i), false, opens("a", ""));
    }

    JsonObject data = digest.notice().orElseThrow().data();

    assertThat(data.array("changes").orElseThrow().size()).isEqualTo(10);
    assertThat(data.raw("clusters")).isEqualTo(12L);
  }

  /** What was recorded while the broken one ran would be told by nobody. */
  @Test
  void digest_reachesBackToTheLastRunThatHasEnded() {
    FleetRun broken = run("broken", 60, null, OLD);
    FleetRun next = run("next", 120, 130, NEW);

    assertThat(Rollout.of(List.of(RUN, broken, next)).since(next)).isEqualTo(minute(0));
  }

  /** Whoever was to send it may have died. */
  @Test
  void digest_isDueAtTheEndOfTwoRuns() {
    FleetRun second = run("second", 100, 110, NEW);
    FleetRun third = run("third", 160, 170, NEW);
    FleetRun fourth = run("fourth", 220, 230, NEW);

    assertThat(Rollout.of(List.of(RUN, second)).due(minute(110))).containsExactly(RUN);
    assertThat(Rollout.of(List.of(RUN, second, third)).due(minute(170))).contains(RUN);
    assertThat(Rollout.of(List.of(RUN, second, third, fourth)).due(minute(230)))
        .doesNotContain(RUN);
  }

  @Test
  void commit_isCollected_asLongAsARunBeganWithinTwoDays() {
    Rollout rollout = Rollout.of(List.of(run("r", 0, 10, OLD)));
    Commit before = commit(cluster("c"), 4, minute(5), OLD, false);

    assertThat(rollout.collects(commit(cluster("c"), 5, minute(48 * 60), NEW, false), before))
        .isTrue();
    assertThat(rollout.collects(commit(cluster("c"), 5, minute(48 * 60 + 1), NEW, false), before))
        .isFalse();
  }
}
