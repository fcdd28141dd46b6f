package io.aksguard.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.table.AzureStore;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.storage.Azurite;
import io.aksguard.storage.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The ledger over Azurite: told, tampered with, verified, asked, cut. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureHistoryIT {
  private final Azurite azurite = Azurite.inMemory();
  private final Store store = AzureStore.open(azurite.connectionString());
  private Story story;
  private LocalSigner signer;

  @BeforeAll
  void tell(@TempDir Path folder) throws Exception {
    signer = LocalSigner.of(folder.resolve("anchor.pem"));
    story = Story.tell(store, 11, 2, signer);
  }

  @AfterAll
  void close() {
    azurite.close();
  }

  private ClusterKey cluster(int number) {
    return ClusterKey.of(story.clusters.get(number));
  }

  @Test
  void verify_findsTheEditedRow() {
    ClusterKey cluster = cluster(0);
    Map<String, Object> properties =
        store.ledger().get(cluster.value(), Keys.commit(5)).orElseThrow().properties();
    Map<String, Object> edited = new HashMap<>(properties);
    edited.put("open", 0L);
    edited.put("cause", "nothing");
    assertThat(story.verify(signer.key())).isInstanceOf(Verification.Good.class);

    Partitions.put(store.ledger(), cluster.value(), Keys.commit(5), edited);
    Verification verification = story.verify(signer.key());
    Partitions.put(store.ledger(), cluster.value(), Keys.commit(5), properties);

    assertThat(((Verification.Bad) verification).first())
        .returns(cluster.value(), Problem::partition)
        .returns(Keys.commit(5), Problem::key);
    assertThat(story.verify(signer.key())).isInstanceOf(Verification.Good.class);
  }

  @Test
  void anyRow_isNamed(@TempDir Path folder) throws Exception {
    try (Azurite other = Azurite.inMemory()) {
      TamperTest.run("tamper, table", 8, AzureStore.open(other.connectionString()), folder);
    }
  }

  @Test
  @Tag("campaign")
  void anyRow_isNamed_200(@TempDir Path folder) throws Exception {
    try (Azurite other = Azurite.inMemory()) {
      TamperTest.run("tamper, table", 200, AzureStore.open(other.connectionString()), folder);
    }
  }

  @Test
  @Tag("campaign")
  void forgery_isFoundByTheAnchors_200(@TempDir Path folder) throws Exception {
    try (Azurite other = Azurite.inMemory()) {
      ForgeryTest.run("forgery, table", 200, AzureStore.open(other.connectionString()), folder);
    }
  }

  @Test
  void append_whenThereAre2500Transitions_writesThemInBatches() {
    Map<FindingKey, State> states = new TreeMap<>();
    for (int i = 0; i < 2_500; i++) {
      State state = Drafts.state("pods", "namespace/pod-" + i, Status.FAIL);
      states.put(state.key(), state);
    }
    story.clock.move(Duration.ofMinutes(1));

    Commit commit =
        story
            .ledger
            .append(Drafts.draft(Drafts.cluster("large"), states, story.clock.instant()))
            .commit()
            .orElseThrow();

    assertThat(story.ledger.transitions(commit)).hasSize(2_500);
    assertThat(story.ledger.known(commit.cluster()).states()).isEqualTo(states);
    assertThat(story.verify(signer.key())).isInstanceOf(Verification.Good.class);
  }

  @Test
  void cut_keepsWhatWasKnownThen() {
    ClusterKey cluster = cluster(1);
    Commit middle = story.ledger.commit(cluster, 20).orElseThrow();
    Map<FindingKey, State> then = story.ledger.asOf(cluster, middle.recordedAt()).states();

    Retention.Cut cut =
        new Retention(store.ledger(), store.anchors(), story.ledger, story.clock)
            .cut(cluster, middle.recordedAt());

    assertThat(cut.rowsDeleted()).isPositive();
    assertThat(story.ledger.asOf(cluster, middle.recordedAt()).states()).isEqualTo(then);
    assertThat(story.verify(signer.key())).isInstanceOf(Verification.Good.class);
  }
}
