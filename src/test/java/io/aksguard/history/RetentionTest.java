package io.aksguard.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Row;
import io.aksguard.storage.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  @TempDir private Path folder;
  private Story story;
  private ClusterKey cluster;
  private LocalSigner signer;

  @BeforeEach
  void tell() throws Exception {
    signer = LocalSigner.of(folder.resolve("anchor.pem"));
    story = Story.tell(MemoryStore.create(), 5, 2, signer);
    cluster = ClusterKey.of(story.clusters.get(0));
  }

  private Retention retention() {
    return new Retention(story.store.ledger(), story.store.anchors(), story.ledger, story.clock);
  }

  private List<Row> rows() {
    return Partitions.rows(story.store.ledger(), cluster.value());
  }

  @Test
  void cut_keepsWhatIsNeededForThatTimeAndLater() {
    Commit middle = story.ledger.commit(cluster, 20).orElseThrow();
    Map<FindingKey, State> then = story.ledger.asOf(cluster, middle.recordedAt()).states();
    Instant first = story.ledger.commit(cluster, 1).orElseThrow().recordedAt();

    Retention.Cut cut = retention().cut(cluster, middle.recordedAt());

    assertThat(cut.cutBefore()).isEqualTo(middle.checkpointSeq());
    assertThat(cut.rowsDeleted()).isPositive();
    assertThat(story.ledger.asOf(cluster, middle.recordedAt()).states()).isEqualTo(then);
    assertThat(story.ledger.asOf(cluster, first))
        .returns(true, AsOf::cut)
        .returns(Map.of(), AsOf::states);
    assertThat(story.ledger.commits(cluster, 0, 1))
        .extracting(Commit::seq)
        .containsExactly(cut.cutBefore());
    assertThat(story.verify(signer.key())).isInstanceOf(Verification.Good.class);
    assertThat(story.verify(signer.key()).seen().remarks())
        .contains(
            "%s: commits before %d were cut by commit %d on %s (retention: cut before %s)"
                .formatted(
                    cluster,
                    cut.cutBefore(),
                    story.ledger.head(cluster).orElseThrow().seq(),
                    Times.text(story.clock.instant()),
                    Times.text(middle.recordedAt())));
  }

  @Test
  void cut_keepsTheEvidenceOfWhatFails() {
    Instant middle = story.ledger.commit(cluster, 20).orElseThrow().recordedAt();
    Draft failing =
        Drafts.draft(
            story.clusters.get(0),
            Drafts.states(Drafts.state("a", "", Status.FAIL)),
            story.clock.instant());
    story.ledger.append(
        new Draft(
            failing.cluster(),
            failing.cause(),
            failing.judgedAt(),
            "",
            "",
            failing.observed(),
            () -> "digest",
            failing.states(),
            false));

    retention().cut(cluster, middle);

    Commit cut = story.ledger.known(cluster).newest().orElseThrow();
    assertThat(cut.cause()).startsWith("retention:");
    assertThat(cut.evidence()).isEqualTo("digest");
  }

  @Test
  void cut_neverReachesBeyondTheNewestAnchor() {
    Retention.Cut cut = retention().cut(cluster, story.clock.instant());

    assertThat(cut.cutBefore()).isBetween(2L, story.anchored.get(cluster));
    assertThat(story.verify(signer.key())).isInstanceOf(Verification.Good.class);
  }

  @Test
  void cut_again_goesOnWhereItWasKilled() {
    List<Row> before = rows();
    Retention.Cut cut = retention().cut(cluster, story.clock.instant());
    Row old =
        before.stream().filter(row -> row.key().equals(Keys.commit(1))).findAny().orElseThrow();
    Partitions.put(story.store.ledger(), cluster.value(), old.key(), old.properties());
    assertThat(story.verify(signer.key()).seen().remarks())
        .contains(cluster + ": 1 row(s) before the cut, not yet deleted");

    Retention.Cut again = retention().cut(cluster, story.clock.instant());

    assertThat(again).isEqualTo(new Retention.Cut(cut.cutBefore(), 1));
  }

  @Test
  void cut_whenThereIsNoAnchor_cutsNothing() {
    Story bare = new Story(MemoryStore.create());
    bare.clusters.addAll(story.clusters);
    bare.tell(5, 20, null, draft -> draft);

    Retention.Cut cut =
        new Retention(bare.store.ledger(), bare.store.anchors(), bare.ledger, bare.clock)
            .cut(cluster, bare.clock.instant());

    assertThat(cut).isEqualTo(new Retention.Cut(1, 0));
  }

  /** Else a chain that changes each day would get a commit each day, only to be cut by a day. */
  @Test
  void pass_leavesAChainThatIsHardlyTooOld() {
    Instant first = story.ledger.commit(cluster, 1).orElseThrow().recordedAt();
    Instant end = story.clock.instant();
    Duration age = Duration.between(first, end);

    assertThat(retention().pass(end, age.plusSeconds(1)).cut(cluster))
        .isEqualTo(new Retention.Cut(1, 0));
    assertThat(retention().pass(end, age).cut(cluster).cutBefore()).isGreaterThan(1);
  }

  @Test
  void pass_whenTheNewestAnchorIsDamaged_cutsNothing() {
    story.store.anchors().putIfAbsent("anchor-99999999.json", "{}".getBytes(UTF_8));

    assertThatThrownBy(() -> retention().pass(story.clock.instant(), Duration.ZERO))
        .isInstanceOf(DamagedException.class)
        .hasMessageContaining("anchor-99999999.json");
  }

  @Test
  void verify_whenACutChainWasCutFurther_namesTheFirstRowThatIsMissing() {
    Retention.Cut cut = retention().cut(cluster, story.clock.instant());
    Partitions.delete(story.store.ledger(), cluster.value(), Keys.commit(cut.cutBefore()));

    Verification verification = story.verify(signer.key());

    assertThat(((Verification.Bad) verification).first())
        .returns(cluster.value(), Problem::partition)
        .returns(Keys.commit(cut.cutBefore()), Problem::key);
  }

  /**
   * A cut happens at each call of a verification and of a question: neither takes it for damage.
   */
  @Test
  void cut_atEachCallOfAReader_isNoDamage() throws Exception {
    int calls = 1;
    for (int n = 0; n < calls; n++) {
      tellShortly();
      Interfering verifying = cuttingAt(n);
      Verification verification = new Verifier(verifying.store(), Set.of()).verify();
      assertThat(verification).as("call %d", n).isInstanceOf(Verification.Good.class);
      assertThat(story.ledger.head(cluster).orElseThrow().cutBefore()).isGreaterThan(1);
      calls = verifying.calls();
    }
    int reads = 1;
    for (int n = 0; n < reads; n++) {
      tellShortly();
      Instant middle = middle();
      Map<FindingKey, State> then = story.ledger.asOf(cluster, middle).states();
      Interfering asking = cuttingAt(n);
      Store store = asking.store();
      Ledger reader =
          new Ledger(store.ledger(), store.index(), store.checkpoints(), story.clock, Story.POLICY);
      assertThat(reader.asOf(cluster, middle).states()).as("call %d", n).isEqualTo(then);
      reads = asking.calls();
    }
    System.out.printf("cut at each of %d and %d calls of readers%n", calls, reads);
  }

  private void tellShortly() {
    story = new Story(MemoryStore.create());
    story.clusters.add(Drafts.cluster("aks-0"));
    story.tell(5, 12, signer, draft -> draft);
  }

  private Instant middle() {
    return story.ledger.commit(cluster, 10).orElseThrow().recordedAt();
  }

  private Interfering cuttingAt(int call) {
    Instant middle = middle();
    Interfering interfering = new Interfering(story.store);
    interfering.at(call, false, () -> retention().cut(cluster, middle));
    return interfering;
  }

  @Test
  void cut_whenTheAnchoredCommitIsAnotherOne_refuses() {
    long seq = Objects.requireNonNull(story.anchored.get(cluster));
    Row row = story.store.ledger().get(cluster.value(), Keys.commit(seq)).orElseThrow();
    Map<String, Object> forged = new HashMap<>(row.properties());
    forged.put("cause", "another one");
    forged.put("hash", Canonical.hash(forged));
    Partitions.put(story.store.ledger(), cluster.value(), row.key(), forged);

    assertThatThrownBy(() -> retention().cut(cluster, story.clock.instant()))
        .isInstanceOf(DamagedException.class);
  }
}
