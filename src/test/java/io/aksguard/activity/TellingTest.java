package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.Evidence;
import io.aksguard.notice.Notice;
import io.aksguard.storage.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is owed is told, also after a topic or a store was down, and once. */
class TellingTest {
  private final TestApp app = new TestApp();

  private void supportEnds(String id) {
    app.intake.receive(
        """
        {"id": "%s", "source": "%s", "subject": "aks-shop-prod-weu",
         "type": "Microsoft.ContainerService.ClusterSupportEnded",
         "data": {"kubernetesVersion": "1.31.2"}}
        """
            .formatted(id, SHOP),
        app);
  }

  @Test
  void endOfSupport_isToldOnce_thoughTheTopicWasDown() {
    supportEnds("1");
    app.topicIsDown = true;
    assertThat(app.sweep.run(app).topicIsDown()).isTrue();

    app.topicIsDown = false;
    assertThat(app.sweep.run(app).topicIsDown()).isFalse();
    assertThat(app.published).as("at once").hasSize(1);
    supportEnds("2");
    app.now = app.now.plus(Duration.ofHours(1));
    app.sweep.run(app);

    assertThat(app.published)
        .singleElement()
        .returns("AksGuard.SupportEnding", Notice::type)
        .returns(SHOP.value(), Notice::subject);
  }

  private List<ArmId> assessAll() {
    List<ArmId> clusters = new ArrayList<>();
    app.azure.fleet(evidence -> clusters.add(new ArmId(evidence.resource())));
    clusters.forEach(cluster -> app.work.assess(cluster, Duration.ofMinutes(1)));
    return clusters;
  }

  /** It would keep a sweep for minutes, cluster by cluster. */
  @Test
  void deadTopic_isAskedOnceASweep_andEveryClusterIsToldAtOnceWhenItIsUp() {
    List<ArmId> clusters = assessAll();
    assertThat(clusters).hasSizeGreaterThan(1);
    app.topicIsDown = true;
    app.sweep.run(app);
    assertThat(app.publishings).isEqualTo(1);

    app.topicIsDown = false;
    assertThat(app.sweep.run(app).told()).isEqualTo(clusters.size());
    assertThat(app.published)
        .filteredOn(notice -> !notice.type().equals("AksGuard.RemediationMoved"))
        .extracting(Notice::subject)
        .doesNotHaveDuplicates();
    assertThat(app.published).extracting(Notice::id).doesNotHaveDuplicates();
  }

  @Test
  void storeThatIsDown_endsTheSweep() {
    assessAll();
    app.plansAreDown = true;

    assertThatThrownBy(() -> app.sweep.run(app)).isInstanceOf(UnavailableException.class);

    assertThat(app.publishings).isEqualTo(1);
  }

  @Test
  void whatIsRecordedWhileItIsTold_isToldToo() {
    app.work.assess(SHOP, Duration.ofMinutes(1));
    app.meanwhile =
        () -> {
          app.now = app.now.plusSeconds(60);
          app.azure.set(SHOP, "disableLocalAccounts", false);
          app.work.assess(SHOP, Duration.ofMinutes(1));
        };

    assertThat(app.telling.tell(SHOP)).isEqualTo(Telling.Told.ALL);

    assertThat(app.published)
        .extracting(Notice::type)
        .contains("AksGuard.ClusterOnboarded", "AksGuard.FindingsOpened");
    assertThat(app.ledger.head(ClusterKey.of(SHOP)).orElseThrow().noticedSeq())
        .isEqualTo(app.ledger.head(ClusterKey.of(SHOP)).orElseThrow().seq());
    assertThat(app.owed.claim(SHOP)).isEmpty();
  }

  @Test
  void whatIsToldAndPlanned_isOwedNoMore() {
    assessAll();
    app.sweep.run(app);
    app.now = app.now.plusSeconds(60);

    assertThat(app.work.assess(SHOP, Duration.ofMinutes(1)))
        .isEqualTo(new ClusterWork.Step.Done("", 0, false));
    assertThat(app.owed.claim(SHOP)).isEmpty();
  }

  @Test
  void clusterThatReturns_isToldAsNew() {
    Evidence before = app.azure.cluster(SHOP).orElseThrow();
    tell();
    app.azure.delete(SHOP);
    tell();
    app.azure.create(before);
    tell();

    assertThat(app.published)
        .extracting(Notice::type)
        .containsExactly(
            "AksGuard.ClusterOnboarded", "AksGuard.ClusterGone", "AksGuard.ClusterOnboarded");
  }

  private void tell() {
    app.now = app.now.plusSeconds(60);
    app.work.assess(SHOP, Duration.ofMinutes(1));
    app.telling.tell(SHOP);
  }
}
