package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonObject;
import io.aksguard.finding.Coverage;
import io.aksguard.history.Assessments;
import io.aksguard.history.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The controls on our own record see what has happened, and when. */
class SelfRecordTest {
  private final TestApp app = new TestApp();
  private final SelfRecord self =
      new SelfRecord(
          Map.of("audit", "hourly"), app.ledger, app.runs, new Assessments(app.store.index()));

  private JsonObject record() {
    return (JsonObject) self.addTo(app.azure.cluster(SHOP).orElseThrow(), app.now).value("self");
  }

  private void change(boolean disableLocalAccounts) {
    app.azure.set(SHOP, "disableLocalAccounts", disableLocalAccounts);
    app.now = app.now.plusSeconds(60);
    app.work.assess(SHOP, Duration.ofMinutes(1));
  }

  private Run run(String kind, String id, boolean ended) {
    Run run =
        new Run(
            id,
            kind,
            app.now,
            ended ? Optional.of(app.now) : Optional.empty(),
            Coverage.NONE,
            0,
            0,
            0,
            0,
            "",
            "",
            "");
    app.runs.put(run);
    return run;
  }

  @Test
  void record_saysWhenTheClusterWasSeenFirst_andJudgedLast() {
    assertThat(record().keySet()).containsExactlyInAnyOrder("schedule", "reviews");
    change(true);
    Instant first = app.now;
    change(true);

    assertThat(record().raw("firstSeen")).isEqualTo(first.toString());
    assertThat(record().raw("lastAssessed")).isEqualTo(app.now.toString());
    assertThat((Long) record().raw("coveragePercent")).isBetween(1L, 100L);
  }

  @Test
  void lastRun_isTheNewestThatHasEnded() {
    run("audit", "20261123T000000Z", true);
    run("audit", "20261123T010000Z", false);

    assertThat(record().object("lastRun").orElseThrow().raw("id")).isEqualTo("20261123T000000Z");
  }

  @Test
  void review_isOlderThanTheChangesAfterIt_andSignedOffByWhoSaysSo() {
    change(true);
    app.now = app.now.plusSeconds(60);
    Run review = run("review", "20261123T000000Z", true);
    app.runs.signOff(review, "access", "Ada", app.now);
    change(false);
    Instant oldest = app.now;
    change(true);

    for (JsonObject each : record().array("reviews").orElseThrow().objects()) {
      assertThat(each.raw("changesSince")).isEqualTo(2L);
      assertThat(each.raw("oldestChange")).isEqualTo(oldest.toString());
      assertThat(each.string("signedOffBy"))
          .isEqualTo("access".equals(each.raw("kind")) ? Optional.of("Ada") : Optional.empty());
    }
    assertThat(record().array("reviews").orElseThrow().objects()).hasSize(3);
  }
}
