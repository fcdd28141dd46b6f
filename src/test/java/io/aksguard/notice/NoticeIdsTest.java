package io.aksguard.notice;

import static io.aksguard.notice.TestCommits.AT;
import static io.aksguard.notice.TestCommits.CLUSTER;
import static io.aksguard.notice.TestCommits.cluster;
import static io.aksguard.notice.TestCommits.commit;
import static io.aksguard.notice.TestCommits.state;
import static io.aksguard.notice.TestCommits.transition;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Status;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Transition;
import io.aksguard.notice.ImagePatches.Patch;
import io.aksguard.notice.ImagePatches.Sort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same fact has the same id, and is told once; another one has another, and is told, too. */
class NoticeIdsTest {
  private static final Instant LATER = AT.plusSeconds(90);
  private static final Rules OLD = new Rules("cat", "old");
  private static final Rules NEW = new Rules("cat", "new");

  private static void assertSame(Notice... notices) {
    assertThat(Stream.of(notices).map(Notice::id).distinct()).hasSize(1);
  }

  private static void assertDifferent(Notice... notices) {
    assertThat(Stream.of(notices).map(Notice::id)).doesNotHaveDuplicates();
  }

  private static Notice ends(ArmId cluster, String version, boolean ended, Instant time) {
    return new SupportEnding(cluster, version, ended, time).notice();
  }

  @Test
  void endOfSupport_isAFactOfItsClusterVersionAndStage() {
    assertSame(ends(CLUSTER, "1.31", true, AT), ends(CLUSTER, "1.31", true, LATER));
    assertDifferent(
        ends(CLUSTER, "1.31", true, AT),
        ends(CLUSTER, "1.31", false, AT),
        ends(CLUSTER, "1.32", true, AT),
        ends(cluster("other"), "1.31", true, AT));
    assertThat(ends(CLUSTER, "1.31", false, AT).data().raw("stage")).isEqualTo("ending");
    assertThat(ends(CLUSTER, "1.31", true, AT).data().raw("stage")).isEqualTo("ended");
  }

  private static Notice patches(ArmId cluster, Instant time, Patch... patches) {
    return new ImagePatches(cluster, time, List.of(patches)).notice().orElseThrow();
  }

  /** A pool that was brought up to date, or is new, is no new patch. */
  @Test
  void patches_areAFactOfTheClusterAndTheVersions() {
    Patch system = new Patch(Sort.NODE_IMAGE, "system", "a", "c");
    Patch apps = new Patch(Sort.NODE_IMAGE, "apps", "b", "c");
    Patch kubernetes = new Patch(Sort.KUBERNETES, "", "a", "c");

    assertSame(
        patches(CLUSTER, AT, system, apps),
        patches(CLUSTER, LATER, apps, system),
        patches(CLUSTER, AT, apps));
    assertDifferent(
        patches(CLUSTER, AT, system),
        patches(CLUSTER, AT, kubernetes),
        patches(CLUSTER, AT, new Patch(Sort.NODE_IMAGE, "system", "a", "d")),
        patches(cluster("other"), AT, system));
  }

  private static FleetRun run(String id, Instant ended, Rules rules, long covered) {
    return new FleetRun(id, AT, ended, rules, new Coverage(1, 100, covered), 0);
  }

  private static Notice review(String id, Instant to) {
    return new Review(id, AT, to, Coverage.NONE, 0, 0, 0, Map.of(), List.of()).notice();
  }

  private static Notice digest(FleetRun run, int clusters) {
    List<Transition> opened =
        List.of(transition(state("a", "", Status.PASS), state("a", "", Status.FAIL)));
    RulesDigest digest = new RulesDigest(run, Rollout.of(List.of(run)));
    for (int i = 0; i < clusters; i++) {
      digest.add(
          commit(cluster("c" + i), 5, LATER, NEW, false),
          commit(cluster("c" + i), 4, AT, OLD, false),
          opened);
    }
    return digest.notice().orElseThrow();
  }

  /** Each waits for publishing under its id alone: of two with the same one would be lost. */
  @Test
  void noticesOfOneRun_haveIdsOfTheirOwn_thatARepetitionKeeps() {
    FleetRun run = run("r", AT.plus(Duration.ofMinutes(5)), NEW, 80);
    FleetRun again = run("r", AT.plus(Duration.ofMinutes(6)), NEW, 79);
    FleetRun before = run("q", AT, OLD, 90);
    Notice dropped = CoverageDropped.of(run, before).orElseThrow();

    assertDifferent(dropped, digest(run, 1), review("r", AT));
    assertDifferent(review("r", AT), review("s", AT));
    assertSame(dropped, CoverageDropped.of(again, before).orElseThrow());
    assertSame(digest(run, 1), digest(again, 2));
    assertSame(review("r", AT), review("r", LATER));
    assertThat(CoverageDropped.of(new FleetRun("r", AT, null, NEW, Coverage.NONE, 0), before))
        .as("it has not ended")
        .isEmpty();
  }

  @Test
  void refusedConfiguration_isAFactOfTheVersionAndTheControls() {
    Notice refused = new ConfigurationRefused("a", "k", "cat", AT, List.of()).notice();

    assertSame(refused, new ConfigurationRefused("a", "", "cat", LATER, List.of()).notice());
    assertDifferent(
        refused,
        new ConfigurationRefused("b", "k", "cat", AT, List.of()).notice(),
        new ConfigurationRefused("a", "k", "newer", AT, List.of()).notice());
  }

  @Test
  void findings_ofAnotherCluster_areAnotherFact() {
    List<Transition> opened = List.of(transition(null, state("a", "", Status.FAIL)));
    Rollout quiet = Rollout.of(List.of());
    Notice first = Derivation.of(commit(7), commit(6), opened, quiet).get(0);
    Notice other =
        Derivation.of(
                commit(cluster("other"), 7, AT, new Rules("cat", "conf"), false),
                commit(cluster("other"), 6, AT, new Rules("cat", "conf"), false),
                opened,
                quiet)
            .get(0);

    assertDifferent(first, other);
  }
}
