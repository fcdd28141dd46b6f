package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Unread;
import io.aksguard.history.Assessments;
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
import org.junit.jupiter.params.provider.CsvSource;

/** What a run finds is queued, told and kept, whatever else happens. */
class FleetRunTest {
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

  private void assessAll() {
    clusters.forEach(
        evidence -> app.work.assess(new ArmId(evidence.resource()), Duration.ofMinutes(1)));
    app.now = app.now.plusSeconds(60);
  }

  @Test
  void clusterThatHasMoved_isQueued_andCounted_asOneThatIsJudged() {
    Run run = run("audit", 1, "");

    assertThat(app.inbox.look(first()).orElseThrow().events()).hasSize(1);
    assertThat(app.started).hasSize(1);
    assertThat(run.moved()).isEqualTo(1);
    assertThat(run.calls()).as("of the shard and of the sweep").isEqualTo(1 + 10);
    assertThat(new Assessments(app.store.index()).of(ClusterKey.of(first()))).isPresent();
  }

  private ArmId first() {
    return new ArmId(clusters.get(0).resource());
  }

  /** What the other controls have said stands in the ledger, and is none of this run's business. */
  @Test
  void checkOfImages_asksAboutImagesAlone_andTellsOfNewerOnes() {
    assessAll();
    run("audit", clusters.size(), "");
    assertThat(app.outbox.claim()).isEmpty();

    Run run = run("images", clusters.size(), "");

    long controls =
        app.rules.asked().stream()
            .filter(c -> Set.of("4.1", "4.3").contains(c.definition().practice()))
            .count();
    assertThat(run.coverage().pairs()).isEqualTo(clusters.size() * controls);
    assertThat(run.moved()).isZero();
    assertThat(app.outbox.claim())
        .isNotEmpty()
        .allMatch(notice -> notice.body().contains("AksGuard.ImagePatchAvailable"));
  }

  @Test
  void clusterThatAnEventHasToldOf_isNotUntold() {
    app.inbox.deliver(first(), "aa01", "{}");

    assertThat(run("audit", 2, "").untold()).isEqualTo(1);
  }

  /** The sweep has read what was there before the change: Resource Graph lags. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0"})
  void clusterOfWhichTheLedgerKnowsMore_isNotUntold(int secondsLater, long untold) {
    app.now = app.now.plusSeconds(secondsLater);
    app.azure.set(first(), "disableLocalAccounts", "neither");
    app.work.assess(first(), Duration.ofMinutes(1));

    Run run = run("audit", 1, "");

    assertThat(run.moved()).isEqualTo(1);
    assertThat(run.untold()).isEqualTo(untold);
  }

  /** Silence of a sweep is no deletion. */
  @Test
  void knownCluster_thatTheSweepDoesNotFind_isAskedForDirectly_unlessItIsGone() {
    app.work.assess(first(), Duration.ofMinutes(1));
    ArmId gone = new ArmId(clusters.get(1).resource());
    app.work.assess(gone, Duration.ofMinutes(1));
    app.azure.delete(gone);
    app.now = app.now.plusSeconds(60);
    app.work.assess(gone, Duration.ofMinutes(1));
    fleet.missing = Set.of(first(), gone);
    fleet.unread = List.of(new Unread("subscription x", "403: not allowed"));

    Run run = run("audit", 0, "");

    assertThat(fleet.known).containsExactlyInAnyOrder(first(), gone);
    assertThat(app.inbox.look(first())).isPresent();
    assertThat(app.inbox.look(gone)).isEmpty();
    assertThat(run.coverage().clusters()).isEqualTo(clusters.size() + 1);
    assertThat(run.problems()).isEqualTo("subscription x: 403: not allowed");
  }

  /** It may be there: nobody can tell. */
  @Test
  void missingCluster_whoseHistoryIsDamaged_isAskedForAllTheSame() throws Exception {
    app.work.assess(first(), Duration.ofMinutes(1));
    app.store
        .ledger()
        .commit(ClusterKey.of(first()).value(), List.of(new Write.Put("h", Map.of("seq", 7L))));
    fleet.missing = Set.of(first());

    assertThat(run("audit", 0, "").problems()).contains("damaged");
    assertThat(app.inbox.look(first())).isPresent();
  }

  /** Once it is confirmed, an event waits for it: what was counted must be kept by then. */
  @Test
  void untoldCluster_isCounted_alsoIfItsShardIsJudgedAgainAfterACrash() {
    work.sweep("audit", RUN);
    app.durableIsDown = true;
    assertThatThrownBy(() -> work.judge("audit", RUN, 0, app)).hasMessage("Durable is down");
    app.durableIsDown = false;

    work.judge("audit", RUN, 0, app);

    assertThat(complete("audit", "").untold()).isEqualTo(1);
  }

  @Test
  void runThatIsOver_isRecorded_howeverTheTidyingUpEnds() {
    app.shelf.hold(
        "aa01",
        "{\"id\": \"1\", \"source\": \"%s\", \"type\": \"Microsoft.ContainerService.X\"}"
            .formatted(first()));
    app.durableIsDown = true;

    assertThatThrownBy(() -> run("audit", 0, "")).hasMessage("Durable is down");

    assertThat(app.runs.find("audit", RUN).orElseThrow().completedAt()).isPresent();
    assertThat(app.shelf.held()).as("the next run releases it").hasSize(1);
  }
}
