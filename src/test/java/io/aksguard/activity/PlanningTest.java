package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Mode;
import io.aksguard.config.Modes;
import io.aksguard.evidence.JsonObject;
import io.aksguard.history.Head;
import io.aksguard.intent.Intent;
import io.aksguard.notice.Notice;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Plan;
import io.aksguard.remediation.guard.Targets;
import io.aksguard.storage.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanningTest {
  private static final ClusterKey KEY = ClusterKey.of(SHOP);
  private static final String LOCAL = "local-accounts-disabled";
  private static final String CLEANER = "image-cleaner-on";

  private final TestApp app = new TestApp();

  private void change(boolean disableLocalAccounts) {
    app.azure.set(SHOP, "disableLocalAccounts", disableLocalAccounts);
    app.now = app.now.plusSeconds(60);
    app.inbox.deliver(SHOP, "event-" + app.now.getEpochSecond(), "{}");
    app.work.assess(SHOP, Duration.ofMinutes(1));
  }

  private Head head() {
    return app.ledger.head(KEY).orElseThrow();
  }

  private Plan newest() {
    return app.plans.newest(KEY, head().plannedSeq(), head().plannedBy()).orElseThrow();
  }

  /** What was told but of intents, which the plan has made. */
  private List<Notice> findings() {
    return app.published.stream()
        .filter(notice -> !notice.type().equals("AksGuard.RemediationMoved"))
        .toList();
  }

  @Test
  void planThatFails_doesNotKeepNoticesBack() {
    change(false);
    app.plansAreDown = true;
    assertThatThrownBy(() -> app.telling.tell(SHOP)).isInstanceOf(UnavailableException.class);
    List<Notice> told = findings();
    assertThat(told).isNotEmpty();
    assertThat(head().plannedSeq()).isZero();

    app.plansAreDown = false;
    app.now = app.now.plus(Duration.ofHours(1));
    app.sweep.run(app);
    assertThat(head().plannedSeq()).isEqualTo(head().seq());
    assertThat(findings()).isEqualTo(told);
  }

  @Test
  void commit_owesAPlan_alsoWhenTheTopicIsDown() {
    app.topicIsDown = true;
    change(false);
    assertThat(app.telling.tell(SHOP)).isEqualTo(Telling.Told.TOPIC_IS_DOWN);

    assertThat(head().plannedSeq()).isEqualTo(2);
    assertThat(head().noticedSeq()).isZero();
    assertThat(newest().seq()).isEqualTo(1);
    assertThat(newest().commit()).isEqualTo(app.ledger.commit(KEY, 1).orElseThrow().hash());
    assertThat(newest().planned().fixes()).extracting(Fix::control).contains(LOCAL);
  }

  @Test
  void laterCommit_owesAnotherPlan_withoutWhatIsMended() {
    change(false);
    app.telling.tell(SHOP);
    change(true);
    app.telling.tell(SHOP);

    assertThat(head().plannedSeq()).isEqualTo(head().seq());
    assertThat(newest().planned().fixes()).extracting(Fix::control).doesNotContain(LOCAL);
    assertThat(app.plans.newest(KEY, 1, head().plannedBy())).isPresent();
  }

  @Test
  void plan_isWorkedOutFromTheEvidence_alsoAfterACommitThatOnlyMends() {
    // The image cleaner is off, too, and stays so.
    app.azure.set(SHOP, "securityProfile", JsonObject.of(Map.of()));
    change(false);
    app.telling.tell(SHOP);
    assertThat(newest().planned().writes()).isNotEmpty();
    change(true);
    app.telling.tell(SHOP);

    assertThat(newest().planned().fixes())
        .filteredOn(fix -> fix.hold().guard().equals("evidence"))
        .isEmpty();
    assertThat(newest().planned().writes()).isNotEmpty();
  }

  private static Rules with(Rules rules, Mode mode) {
    GuardConfig config =
        new GuardConfig(
            rules.catalogue().defaults(), List.of(), new Modes(mode, List.of()), Bounds.DEFAULT);
    return new Rules(rules.catalogue(), config, mode.word().repeat(4));
  }

  private Optional<Intent> intent() {
    return Optional.ofNullable(app.ledger.known(KEY).intents().get(CLEANER));
  }

  /** Somebody has pushed another guard.yaml, and the cluster is as it was. */
  @Test
  void otherRules_oweAPlan_thoughNothingHasMoved() {
    app.azure.set(SHOP, "securityProfile", JsonObject.of(Map.of()));
    app.rules = with(app.rules, Mode.REPORT);
    change(false);
    app.telling.tell(SHOP);
    assertThat(intent()).isEmpty();

    app.rules = with(app.rules, Mode.AUTO);
    change(false);
    app.telling.tell(SHOP);

    assertThat(intent()).map(Intent::mode).contains("auto");
    assertThat(newest().planned().fixes())
        .filteredOn(fix -> fix.control().equals(CLEANER))
        .extracting(fix -> fix.decision().mode())
        .containsExactly("auto");
    long commits = head().seq();
    change(false);
    app.telling.tell(SHOP);
    assertThat(head().seq()).isEqualTo(commits);
  }

  @Test
  void planThatIsLost_isMadeByTheSweep() {
    change(false);
    app.sweep.run(app);

    assertThat(head().plannedSeq()).isEqualTo(head().seq());
    assertThat(app.published).isNotEmpty();
  }

  @Test
  void secondTurn_changesNothing() {
    change(false);
    app.telling.tell(SHOP);
    Plan first = newest();
    app.now = app.now.plusSeconds(60);
    new Planning(
            app.ledger,
            app.store.evidence(),
            app.plans,
            app.agenda,
            new Targets(app.store.index()),
            app.preflight,
            new Traces(new Attempts(app.store.plans()), app.inbox, Set.of()),
            () -> app.rules,
            app)
        .plan(SHOP);

    assertThat(newest()).isEqualTo(first);
  }
}
