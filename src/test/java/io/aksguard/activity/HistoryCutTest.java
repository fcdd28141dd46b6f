package io.aksguard.activity;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Source;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.history.Anchors;
import io.aksguard.history.Assessments;
import io.aksguard.history.Draft;
import io.aksguard.history.Head;
import io.aksguard.history.LocalSigner;
import io.aksguard.history.Retention;
import io.aksguard.history.Run;
import io.aksguard.history.Verification;
import io.aksguard.history.Verifier;
import io.aksguard.storage.Expiry;
import io.aksguard.storage.Row;
import io.aksguard.storage.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 160 days with a change on each, of which 100 days are kept. */
class HistoryCutTest {
  private static final Duration KEPT = Duration.ofDays(100);
  private static final HistoryCut.Done NOTHING = new HistoryCut.Done("", 0, 0, List.of());

  @TempDir private Path folder;
  private final TestApp app = new TestApp();
  private final ArmId one = cluster("aks-1");
  private final ArmId two = cluster("aks-2");
  private Anchors anchors;
  private int expired;

  private static ArmId cluster(String name) {
    return new ArmId(
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/rg/providers/"
            + "microsoft.containerservice/managedclusters/"
            + name);
  }

  @BeforeEach
  void tell() throws Exception {
    anchors =
        new Anchors(app.ledger, app.store.anchors(), LocalSigner.of(folder.resolve("key.pem")));
    days(160);
    anchors.write(app.now);
    app.now = app.now.plus(Duration.ofHours(25));
  }

  private void days(int days) {
    for (int day = 0; day < days; day++) {
      app.now = app.now.plus(Duration.ofDays(1));
      for (ArmId cluster : List.of(one, two)) {
        change(cluster, day % 2 == 0 ? Status.FAIL : Status.PASS);
      }
    }
  }

  private void change(ArmId cluster, Status status) {
    State state =
        new State(
            new FindingKey("control", ""), "v1", Severity.LOW, status, "", "", "", "", app.now);
    app.ledger.append(
        new Draft(
            cluster,
            "a change",
            app.now,
            "",
            "",
            Map.of("cluster", app.now),
            () -> "",
            Map.of(state.key(), state),
            false));
    app.ledger.markNoticed(ClusterKey.of(cluster), head(cluster).seq());
  }

  private Head head(ArmId cluster) {
    return app.ledger.head(ClusterKey.of(cluster)).orElseThrow();
  }

  private HistoryCut cut(Duration kept) {
    return cut(Optional.of(kept), () -> expired++);
  }

  private HistoryCut cut(Optional<Duration> kept, Expiry expiry) {
    Retention retention = new Retention(app.store.ledger(), app.store.anchors(), app.ledger, app);
    return new HistoryCut(app.ledger, anchors, retention, expiry, kept, app);
  }

  /** Nothing has changed by it that somebody would have to review. */
  @Test
  void cut_isNoChangeSinceTheLastReview() {
    app.runs.put(
        new Run(
            "20260101T000000Z",
            "review",
            app.now,
            Optional.of(app.now),
            Coverage.NONE,
            0,
            0,
            0,
            0,
            "",
            "",
            ""));
    app.now = app.now.plus(Duration.ofHours(1));
    long before = head(one).seq();

    cut(KEPT).step("");

    assertThat(head(one).seq()).isEqualTo(before + 1);
    Evidence evidence =
        new SelfRecord(Map.of(), app.ledger, app.runs, new Assessments(app.store.index()))
            .addTo(Evidence.unread(one, new Gap("not read"), app.now, Source.ARM), app.now);
    JsonObject self = (JsonObject) evidence.value("self");
    assertThat(self.array("reviews").orElseThrow().objects())
        .isNotEmpty()
        .allMatch(review -> Long.valueOf(0).equals(review.raw("changesSince")));
  }

  private Verification verified() {
    return new Verifier(app.store, Set.of()).verify();
  }

  @Test
  void step_cutsEveryChain_andTheLedgerSaysSo() {
    HistoryCut.Done done = cut(KEPT).step("");

    assertThat(done).returns("", HistoryCut.Done::next).returns(2L, HistoryCut.Done::clusters);
    assertThat(done.problems()).isEmpty();
    for (ArmId cluster : List.of(one, two)) {
      Instant first = app.ledger.commits(ClusterKey.of(cluster), 0, 1).get(0).recordedAt();
      assertThat(Duration.between(first, app.now)).isBetween(KEPT, KEPT.plus(Duration.ofDays(1)));
    }
    assertThat(verified()).isInstanceOf(Verification.Good.class);
    assertThat(verified().seen().remarks())
        .hasSize(2)
        .allMatch(remark -> remark.contains(" were cut by commit 161 on 2027-"))
        .allMatch(remark -> remark.contains("(retention: cut before 2027-"));
  }

  @Test
  void step_onTheNextDays_leavesTheChainsAlone_forAMonth() {
    cut(KEPT).step("");
    Set<Long> cutBefore = new HashSet<>();
    for (int day = 1; day <= 35; day++) {
      days(1);
      anchors.write(app.now.minus(Duration.ofHours(24)));
      assertThat(cut(KEPT).step("").problems()).isEmpty();
      cutBefore.add(head(one).cutBefore());
    }

    assertThat(cutBefore).hasSize(2);
    assertThat(verified()).isInstanceOf(Verification.Good.class);
  }

  @Test
  void step_whenNoAnchorIsDue_doesNothing() {
    anchors.write(app.now);

    assertThat(cut(KEPT).step("")).isEqualTo(NOTHING);
    assertThat(head(one).cutBefore()).isEqualTo(1);
    assertThat(expired).isZero();
  }

  @Test
  void step_whenHistoryIsKeptForEver_onlyForgetsEvidence() {
    assertThat(cut(Optional.empty(), () -> expired++).step("")).isEqualTo(NOTHING);
    assertThat(head(one).cutBefore()).isEqualTo(1);
    assertThat(expired).isOne();
  }

  /** One step takes minutes at most, whatever there is to delete; the next one goes on. */
  @Test
  void step_thatTakesLong_isGoneOnWith() {
    HistoryCut cut = cut(Optional.of(KEPT), () -> app.now = app.now.plus(Duration.ofMinutes(3)));

    HistoryCut.Done first = cut.step("");
    HistoryCut.Done second = cut.step(first.next());

    assertThat(first.clusters()).isOne();
    assertThat(first.next()).isNotEmpty();
    assertThat(second).returns("", HistoryCut.Done::next).returns(1L, HistoryCut.Done::clusters);
    assertThat(head(one).cutBefore()).isGreaterThan(1);
    assertThat(head(two).cutBefore()).isEqualTo(head(one).cutBefore());
  }

  /** They are parts of one history of an orchestration. The next day finds what was left. */
  @Test
  void steps_thatFollowEachOther_areCounted() {
    String second = second();
    app.tick = Duration.ofMinutes(3);

    assertThat(cut(KEPT).step("24 0").next()).isEqualTo(second.replaceFirst("^2 ", "25 "));
    assertThat(cut(KEPT).step("25 0").next()).isEmpty();
  }

  /** The cluster that comes second, as the first step says it. */
  private String second() {
    return "2 "
        + Stream.of(one, two).map(ClusterKey::of).map(ClusterKey::value).max(naturalOrder()).get();
  }

  /** A history of before steps were counted has the cluster's key alone. */
  @Test
  void step_thatIsNotCounted_goesOnToo() {
    String key = second().substring(2);

    assertThat(cut(KEPT).step(key)).returns("", HistoryCut.Done::next);
    assertThat(Stream.of(one, two).filter(each -> head(each).cutBefore() > 1))
        .map(each -> ClusterKey.of(each).value())
        .containsExactly(key);
  }

  @Test
  void step_whenOneChainIsDamaged_namesIt_andCutsTheOthers() throws Exception {
    String key = ClusterKey.of(one).value();
    Row row = app.store.ledger().get(key, "h").orElseThrow();
    Map<String, Object> forged = new HashMap<>(row.properties());
    forged.put("seq", 1L);
    app.store.ledger().commit(key, List.of(new Write.Put("h", forged)));

    HistoryCut.Done done = cut(KEPT).step("");

    assertThat(done.problems()).singleElement().asString().contains(key, "seal");
    assertThat(done.clusters()).isOne();
    assertThat(head(two).cutBefore()).isGreaterThan(1);
  }
}
