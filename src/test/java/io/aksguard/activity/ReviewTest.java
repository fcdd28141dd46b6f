package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.GuardFile;
import io.aksguard.evidence.JsonObject;
import io.aksguard.finding.State;
import io.aksguard.history.Run;
import io.aksguard.storage.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTest {
  private static final String FIRST = "20261123T000000Z";

  @TempDir private Path folder;
  private final TestApp app = new TestApp();
  private final List<ArmId> clusters = new ArrayList<>();
  private Rules rules = app.rules;
  private Review review;

  @BeforeEach
  void make() throws IOException {
    review = new Review(app.ledger, app.runs, () -> rules, FakeFleet.closing(app, folder), app);
    app.azure.fleet(evidence -> clusters.add(new ArmId(evidence.resource())));
    clusters.forEach(this::assess);
  }

  private void assess(ArmId cluster) {
    app.work.assess(cluster, Duration.ofMinutes(1));
    app.now = app.now.plusSeconds(60);
  }

  /** The data of the one notice that the review gives. */
  private JsonObject reviewed(String run) {
    review.record(run);
    app.now = app.now.plus(Duration.ofHours(1));
    assertThat(app.telling.tellOfRuns()).isTrue();
    assertThat(app.published).hasSize(1);
    return app.published.remove(0).data();
  }

  @Test
  void review_countsWhatHasMovedSinceTheOneBefore() {
    JsonObject first = reviewed(FIRST);
    app.azure.set(SHOP, "disableLocalAccounts", false);
    assess(SHOP);
    JsonObject second = reviewed("20261124T000000Z");

    assertThat(first.raw("commits")).isEqualTo((long) clusters.size());
    assertThat(first.raw("resolved")).isEqualTo(0L);
    assertThat(second.raw("commits")).isEqualTo(1L);
    assertThat(second.raw("opened")).isEqualTo(1L);
    assertThat(app.runs.find("review", "20261124T000000Z").orElseThrow().moved()).isEqualTo(1);
  }

  @Test
  void review_showsWhatIsOpen_andNothingElse() {
    long open =
        clusters.stream()
            .flatMap(each -> app.ledger.known(ClusterKey.of(each)).states().values().stream())
            .filter(State::isOpen)
            .count();

    JsonObject shown = reviewed(FIRST).object("open").orElseThrow();

    assertThat(shown.keySet().stream().mapToLong(key -> (Long) shown.get(key)).sum())
        .isEqualTo(open);
  }

  @Test
  void review_isRecordedOnce() {
    reviewed(FIRST);
    Run run = app.runs.find("review", FIRST).orElseThrow();

    review.record(FIRST);

    assertThat(app.runs.find("review", FIRST)).contains(run);
    assertThat(app.outbox.claim()).isEmpty();
  }

  @Test
  void clusterThatIsGone_isNotCovered() {
    app.azure.delete(SHOP);
    assess(SHOP);

    reviewed(FIRST);

    assertThat(app.runs.find("review", FIRST).orElseThrow().coverage().clusters())
        .isEqualTo(clusters.size() - 1);
  }

  /** A waiver needs its owner before it ends. */
  @Test
  void remarks_nameWaiversThatEndSoon_andDamage() throws Exception {
    String waiver =
        "{id: %s, control: local-accounts-disabled, resource: '*%1$s*', subject: '*', owner: Ada,"
            + " reason: r, expires: '%s'}";
    String guard =
        "schema: aks-guard/config/v1\nwaivers: [%s, %s, %s]\n"
            .formatted(
                waiver.formatted("past", "2026-11-22"),
                waiver.formatted("soon", "2026-12-22"),
                waiver.formatted("later", "2026-12-23"));
    rules =
        new Rules(
            app.rules.catalogue(),
            GuardFile.rest("guard.yaml", guard, app.rules.catalogue()).config(),
            "",
            Set.of("cluster"));
    app.store
        .ledger()
        .commit(ClusterKey.of(SHOP).value(), List.of(new Write.Put("h", Map.of("seq", 7L))));

    assertThat(reviewed(FIRST).array("remarks").orElseThrow().objects())
        .extracting(remark -> remark.string("text").orElseThrow())
        .hasSize(4)
        .anyMatch(text -> text.contains(ClusterKey.of(SHOP).value()))
        .contains(
            "waiver past of Ada ended on 2026-11-22",
            "waiver soon of Ada ends on 2026-12-22",
            "not asked: %d controls that need Kubernetes objects, which are not read live"
                .formatted(rules.notAsked().size()));
  }
}
