package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.aksguard.activity.ClusterWork.Step;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import io.aksguard.storage.Compressed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterWorkTest {
  private static final ClusterKey KEY = ClusterKey.of(SHOP);
  private static final FindingKey LOCAL = new FindingKey("local-accounts-disabled", "");

  private final TestApp app = new TestApp();

  private Step.Done assess() {
    return (Step.Done) app.work.assess(SHOP, Duration.ofMinutes(1));
  }

  private Status known(FindingKey key) {
    return Objects.requireNonNull(app.ledger.known(KEY).states().get(key)).status();
  }

  private List<Transition> newest() {
    Commit commit = app.ledger.known(KEY).newest().orElseThrow();
    return app.ledger.transitions(commit);
  }

  @Test
  void firstAssessment_recordsEveryVerdict_andASecondOneNothing() {
    Step.Done first = assess();
    app.now = app.now.plusSeconds(60);
    Step.Done second = assess();

    assertThat(first.transitions()).isGreaterThan(131);
    assertThat(first.owed()).isTrue();
    assertThat(second.transitions()).isZero();
    assertThat(app.ledger.head(KEY).orElseThrow().seq()).isEqualTo(1);
  }

  /** Two hosts at one cluster, of which the slower one has read before the change was undone. */
  @Test
  void slowerHost_cannotRecordWhatAnUnchangedAssessmentHasSeenUndone() {
    assess();
    app.now = app.now.plusSeconds(60);
    app.azure.set(SHOP, "disableLocalAccounts", false);
    Evidence slow = app.azure.cluster(SHOP).orElseThrow();
    app.now = app.now.plusSeconds(60);
    app.azure.set(SHOP, "disableLocalAccounts", true);
    assess();
    app.azure.answerOnce(slow);

    assertThatIllegalStateException()
        .isThrownBy(this::assess)
        .withMessageContaining("is older than history");

    assertThat(known(LOCAL)).isEqualTo(Status.PASS);
    assertThat(assess().transitions()).isZero();
  }

  @Test
  void change_isRecordedAsTheVerdictsThatMoved_withItsEvidence() throws Exception {
    assess();
    app.now = app.now.plusSeconds(60);
    app.azure.set(SHOP, "disableLocalAccounts", false);

    Step.Done step = assess();

    // The rotation of certificates does not apply as long as local accounts are on.
    assertThat(newest())
        .extracting(moved -> moved.key().control())
        .containsExactly("certs-rotated-after-local-off", LOCAL.control());
    assertThat(step.transitions()).isEqualTo(2);
    assertThat(newest().get(1).opens()).isTrue();
    String kept = app.ledger.known(KEY).newest().orElseThrow().evidence();
    byte[] file = app.store.evidence().get(kept + ".json.gz").orElseThrow();
    assertThat(file).as("compressed").startsWith(0x1f, 0x8b);
    assertThat(new String(Compressed.read(file, 1 << 20), UTF_8))
        .contains("\"disableLocalAccounts\":false");
  }

  /** Somebody has recorded them from files; that the app cannot ask them is no news of them. */
  @Test
  void controlsThatAreNotAsked_keepWhatWasRecordedOfThem() {
    assess();
    Map<FindingKey, State> before = app.ledger.known(KEY).states();
    app.now = app.now.plusSeconds(60);
    app.rules =
        new Rules(app.rules.catalogue(), app.rules.config(), "less", Set.of("cluster", "self"));

    Step.Done step = assess();

    assertThat(app.rules.notAsked()).isNotEmpty();
    assertThat(app.rules.asked()).isNotEmpty();
    assertThat(step.transitions()).isZero();
    assertThat(app.ledger.known(KEY).states()).isEqualTo(before);
  }

  @Test
  void unreadSection_isUnknown_andNeverAPass() {
    assess();
    Status before = known(LOCAL);
    app.now = app.now.plusSeconds(60);
    app.azure.forbid(SHOP, "cluster");

    assess();

    assertThat(before).isEqualTo(Status.PASS);
    assertThat(known(LOCAL)).isEqualTo(Status.UNKNOWN);
    assertThat(newest())
        .extracting(t -> t.after() == null ? Status.UNKNOWN : t.after().status())
        .doesNotContain(Status.PASS);
  }

  /** Its next event would find nobody. */
  @Test
  void whatCouldNotBeRead_staysInUse() {
    assess();
    String nsg = app.azure.uses(SHOP, "microsoft.network/networksecuritygroups");
    assertThat(app.index.clusters(nsg)).containsExactly(SHOP);

    app.azure.forbid(SHOP, "network");
    assess();

    assertThat(app.index.clusters(nsg)).containsExactly(SHOP);
  }

  /** A step that runs late finds the work done, and records something all the same. */
  @Test
  void commitWithoutWork_isOwed() {
    assertThat(app.inbox.look(SHOP)).isEmpty();

    assess();

    assertThat(app.owed.claim(SHOP)).isPresent();
  }

  @Test
  void deletedCluster_isRecordedAsGoneOnce() {
    assess();
    app.now = app.now.plusSeconds(60);
    app.azure.delete(SHOP);
    assess();
    assess();

    assertThat(app.ledger.known(KEY).newest().orElseThrow().gone()).isTrue();
    assertThat(app.ledger.known(KEY).states()).isEmpty();
    assertThat(app.ledger.head(KEY).orElseThrow().seq()).isEqualTo(2);
  }

  @Test
  void burst_isWaitedFor_butNotForEver() {
    app.inbox.deliver(SHOP, "aa01", "{}");

    assertThat(app.work.assess(SHOP, Duration.ZERO))
        .isEqualTo(new Step.Wait(Duration.ofSeconds(1)));
    assertThat(app.work.assess(SHOP, Duration.ofSeconds(4)))
        .as("each wait is as long as all before it")
        .isEqualTo(new Step.Wait(Duration.ofSeconds(4)));
    assertThat(app.work.assess(SHOP, Duration.ofSeconds(31))).isInstanceOf(Step.Done.class);
    assertThat(app.azure.reads()).isEqualTo(1);
  }

  @Test
  void events_areTakenOffByTheAssessment_andTheWorkEndsUnlessMoreCame() {
    app.inbox.deliver(SHOP, "aa01", "{}");
    app.now = app.now.plusSeconds(2);
    Step.Done first = assess();
    app.inbox.deliver(SHOP, "aa02", "{}");
    assertThat(app.work.finish(SHOP, first.etag())).isFalse();
    app.now = app.now.plusSeconds(2);
    Step.Done second = assess();

    assertThat(app.work.finish(SHOP, second.etag())).isTrue();
    assertThat(app.inbox.look(SHOP)).isEmpty();
  }

  @Test
  void cause_namesTheEvent() {
    app.inbox.deliver(SHOP, "aa01", "{}");
    app.inbox.deliver(SHOP, "aa02", "{}");
    assess();

    assertThat(app.ledger.known(KEY).newest().orElseThrow().cause()).isEqualTo("aa01 and 1 more");
  }

  @Test
  void whatTheClusterUses_isFoundThroughTheReverseIndex() {
    assess();

    assertThat(
            app.index.clusters(
                "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg-shop-prod-weu"))
        .containsExactly(SHOP);
  }

  private Evidence bare() {
    Section cluster = new Section(JsonObject.of(Map.of("name", "aks")), app.now);
    return new Evidence(SHOP.value(), Origin.NONE, Map.of("cluster", cluster));
  }

  @Test
  void whatIsNotUsedAnyMore_isForgotten_whereAllCouldBeRead() {
    String thing = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/r";
    app.index.add(SHOP, List.of(thing));
    app.azure.create(bare());

    assess();

    assertThat(app.index.clusters(thing)).isEmpty();
  }

  @Test
  void deletedCluster_usesNothing_andOlderEvidenceDoesNotBringItBack() {
    assess();
    String nsg = app.azure.uses(SHOP, "microsoft.network/networksecuritygroups");
    Evidence slow = app.azure.cluster(SHOP).orElseThrow();
    app.azure.delete(SHOP);
    app.now = app.now.plusSeconds(60);
    assess();
    assertThat(app.index.clusters(nsg)).isEmpty();
    app.azure.answerOnce(slow);

    assertThatIllegalStateException()
        .isThrownBy(this::assess)
        .withMessageContaining("is older than history");
  }

  @Test
  void controlsOnOurOwnRecord_areJudgedByIt() {
    app.azure.create(bare());
    assess();
    app.now = app.now.plusSeconds(60);
    assess();

    assertThat(app.rules.catalogue().controls())
        .filteredOn(control -> control.definition().sections().equals(List.of("self")))
        .extracting(control -> known(new FindingKey(control.id(), "")))
        .isNotEmpty()
        .anyMatch(status -> status != Status.UNKNOWN);
  }

  /** The host died after its commit and before it said that it is owed. */
  @Test
  void commitThatNobodyOwes_isOwedByTheNextAssessment() {
    assess();
    app.owed.settle(SHOP, app.owed.claim(SHOP).orElseThrow());
    app.now = app.now.plusSeconds(60);

    assertThat(assess()).isEqualTo(new Step.Done("", 0, true));
    assertThat(app.owed.claim(SHOP)).isPresent();
  }
}
