package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.Coverage;
import io.aksguard.history.Run;
import io.aksguard.storage.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run counts every cluster, judged or not. */
class FleetWorkTest {
  private static final String RUN = "20261123T000000Z";

  @TempDir private Path folder;
  private final TestApp app = new TestApp();
  private final List<Evidence> clusters = new ArrayList<>();
  private final FakeFleet fleet = new FakeFleet(clusters);
  private FleetWork work;

  @BeforeEach
  void make() throws Exception {
    app.azure.fleet(clusters::add);
    work = fleet.work(app, folder);
  }

  private Run run(String kind, int judged, String failed) {
    work.sweep(kind, RUN);
    for (int shard = 0; shard < judged; shard++) {
      work.judge(kind, RUN, shard, app);
    }
    return complete(kind, failed);
  }

  private Run complete(String kind, String failed) {
    work.complete(kind, RUN, failed, app);
    return app.runs.find(kind, RUN).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "images"})
  void clustersOfAShardThatWasNotJudged_areNotCovered(String kind) {
    Run partly = run(kind, 1, "shards 1 and 2 were not judged");
    for (int shard = 1; shard < clusters.size(); shard++) {
      work.judge(kind, RUN, shard, app);
    }
    Coverage whole = complete(kind, "").coverage();

    assertThat(whole.clusters()).isEqualTo(clusters.size());
    assertThat(partly.coverage().clusters()).isEqualTo(whole.clusters());
    assertThat(partly.coverage().pairs()).isEqualTo(whole.pairs());
    assertThat(partly.coverage().covered()).isLessThan(whole.covered());
    assertThat(partly.problems()).isEqualTo("shards 1 and 2 were not judged");
  }

  @Test
  void controlsThatAreNotAsked_areCounted_andLowerNoCoverage() {
    app.rules =
        new Rules(app.rules.catalogue(), app.rules.config(), "less", Set.of("cluster", "self"));

    Run run = run("audit", clusters.size(), "");

    assertThat(run.notAsked()).isEqualTo(app.rules.notAsked().size()).isPositive();
    assertThat(run.coverage().pairs()).isEqualTo((long) clusters.size() * app.rules.asked().size());
  }

  @Test
  void sweepThatFailedBeforeTheRunWasNoted_isARunThatCoversNothing() {
    app.work.assess(FakeAzure.SHOP, Duration.ofMinutes(1));

    Run run = complete("audit", "the sweep failed");

    assertThat(run.completedAt()).isPresent();
    assertThat(run.problems()).isEqualTo("the sweep failed");
    assertThat(run.coverage()).isEqualTo(new Coverage(1, app.rules.asked().size(), 0));
  }

  /** An auditor hears of it, and the other clusters are judged. */
  @Test
  void damagedHistory_isAProblemOfTheRun_andKeepsNoOtherClusterBack() throws Exception {
    app.work.assess(FakeAzure.SHOP, Duration.ofMinutes(1));
    app.store
        .ledger()
        .commit(
            ClusterKey.of(FakeAzure.SHOP).value(), List.of(new Write.Put("h", Map.of("seq", 7L))));
    app.store
        .index()
        .commit("clusters", List.of(new Write.Put("f".repeat(32), Map.of("cluster", "none"))));

    Run run = run("audit", clusters.size(), "");

    assertThat(run.problems().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("the ledger is damaged: "))
        .anyMatch(line -> line.contains("f".repeat(32)))
        .anyMatch(line -> line.contains(ClusterKey.of(FakeAzure.SHOP).value()));
    assertThat(run.coverage().clusters()).isEqualTo(clusters.size());
    assertThat(run.moved()).isEqualTo(clusters.size() - 1);
  }

  @Test
  void sweepThatRunsLate_doesNotOpenARunThatHasEnded() {
    Run run = run("audit", clusters.size(), "");

    work.sweep("audit", RUN);

    assertThat(app.runs.find("audit", RUN)).contains(run);
  }

  /** The first time nothing waited for them; what waits the second time is the run's own doing. */
  @Test
  void clustersThatNoEventHasToldOf_areCounted_alsoIfTheirShardIsJudgedTwice() {
    work.sweep("audit", RUN);
    work.judge("audit", RUN, 0, app);

    work.judge("audit", RUN, 0, app);

    assertThat(complete("audit", "").untold()).isEqualTo(1);
  }

  /** Somebody has pushed another guard.yaml: what is to be done may be something else now. */
  @Test
  void audit_owesAPlanToClustersThatWerePlannedByOtherRules() throws Exception {
    app.work.assess(FakeAzure.SHOP, Duration.ofMinutes(1));
    app.sweep.run(app);
    app.rules = new Rules(app.rules.catalogue(), app.rules.config(), "another");
    app.now = app.now.plusSeconds(60);
    clusters.clear();
    app.azure.fleet(clusters::add);

    Run run = run("audit", clusters.size(), "");
    app.sweep.run(app);

    assertThat(run.moved()).isEqualTo(clusters.size() - 1);
    assertThat(app.ledger.head(ClusterKey.of(FakeAzure.SHOP)).orElseThrow().plannedBy())
        .isEqualTo(app.rules.name());
  }
}
