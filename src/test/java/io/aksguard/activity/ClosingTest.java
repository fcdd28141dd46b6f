package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonObject;
import io.aksguard.finding.Coverage;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Outbox;
import io.aksguard.notice.Notice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosingTest {
  @TempDir private Path folder;
  private final TestApp app = new TestApp();
  private Closing closing;

  @BeforeEach
  void make() throws IOException {
    closing = FakeFleet.closing(app, folder);
  }

  private Run run(String kind, boolean ended, long covered, String problems) {
    app.now = app.now.plus(Duration.ofHours(1));
    Run run =
        new Run(
            Runs.id(app.now),
            kind,
            app.now,
            ended ? Optional.of(app.now.plusSeconds(60)) : Optional.empty(),
            new Coverage(1, 100, covered),
            0,
            0,
            0,
            0,
            app.rules.configDigest(),
            app.rules.catalogue().digest(),
            problems);
    app.runs.put(run);
    app.now = app.now.plusSeconds(60);
    return run;
  }

  private void end(String kind, long covered, String problems) {
    closing.after(run(kind, true, covered, problems), app);
  }

  /** The types of the notices that wait, which are taken off. */
  private List<String> told() {
    List<Outbox.Claimed> claimed = app.outbox.claim();
    app.outbox.settle(claimed);
    return claimed.stream().map(each -> NoticeText.read(each.body()).type()).toList();
  }

  @Test
  void lessCoverage_isTold_comparedWithTheLastAuditThatHasEnded() {
    end("audit", 90, "");
    run("audit", false, 0, "");
    assertThat(told()).isEmpty();

    end("audit", 80, "subscription a: 403\nsubscription b: 403");

    assertThat(app.outbox.claim())
        .singleElement()
        .satisfies(
            notice ->
                assertThat(NoticeText.read(notice.body()))
                    .satisfies(n -> assertThat(n.type()).isEqualTo("AksGuard.CoverageDropped"))
                    .satisfies(n -> assertThat(member(n, "now")).containsExactly(80L, 2L))
                    .satisfies(n -> assertThat(member(n, "before")).containsExactly(90L, 0L)));
  }

  private static List<Object> member(Notice notice, String name) {
    JsonObject of = notice.data().object(name).orElseThrow();
    return Stream.of("covered", "unread").map(of::select).toList();
  }

  /** A step that runs again must not compare the run with itself or with later ones. */
  @Test
  void lateRepetition_isComparedWithTheRunBeforeIt() {
    end("audit", 80, "");
    Run second = run("audit", true, 80, "");
    run("audit", true, 99, "");

    closing.after(second, app);

    assertThat(told()).isEmpty();
  }

  @Test
  void checkOfImages_tellsNothingOfCoverage() {
    end("audit", 90, "");
    end("images", 10, "");

    assertThat(told()).isEmpty();
  }

  @Test
  void whatNewRulesHaveMoved_isTold_whenTheirRunHasClosed() {
    app.work.assess(SHOP, Duration.ofMinutes(1));
    end("audit", 90, "");
    app.rules = new Rules(app.rules.catalogue(), app.rules.config(), "new");
    app.azure.set(SHOP, "disableLocalAccounts", false);
    app.now = app.now.plusSeconds(60);
    app.work.assess(SHOP, Duration.ofMinutes(1));

    end("audit", 90, "");
    assertThat(told()).isEmpty();
    end("audit", 90, "");
    end("audit", 90, "");

    assertThat(told()).containsExactly("AksGuard.RulesChanged");
  }

  /** An anchor of nothing would hold for a day. */
  @Test
  void anchor_isWrittenOnceADay_andNotOfNothing() {
    end("audit", 90, "");
    assertThat(app.store.anchors().list("")).isEmpty();
    app.work.assess(SHOP, Duration.ofMinutes(1));

    end("audit", 90, "");
    end("audit", 90, "");
    assertThat(app.store.anchors().list("")).hasSize(1);
    app.now = app.now.plus(Duration.ofDays(1));
    end("images", 90, "");
    assertThat(app.store.anchors().list("")).hasSize(2);
  }

  @Test
  void oldDeliveries_areForgotten() {
    app.shelf.ignore("01aa", "reads");
    app.now = app.now.plus(Duration.ofDays(3));

    end("images", 90, "");

    assertThat(app.shelf.isIgnored("01aa")).isFalse();
  }
}
