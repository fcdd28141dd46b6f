package io.aksguard.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.property.Campaign;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Row;
import io.aksguard.storage.Store;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who knows the ledger as well as its author makes a chain that is consistent in itself:
 * only the anchors tell, of all that they cover.
 */
class ForgeryTest {
  private static final int SAMPLE = 24;
  private static final int SAMPLE_ON_DISK = 8;
  private static final int ALL = 200;
  private static final int CLUSTERS = 3;

  @TempDir private Path folder;

  @Test
  void forgery_inMemory_isFoundByTheAnchors() throws Exception {
    run("forgery, memory", SAMPLE, MemoryStore.create(), folder);
  }

  @Test
  void forgery_inTheEmbeddedStore_isFoundByTheAnchors() throws Exception {
    try (EmbeddedStore embedded = EmbeddedStore.open(folder)) {
      run("forgery, embedded", SAMPLE_ON_DISK, embedded.store(), folder);
    }
  }

  @Test
  @Tag("campaign")
  void forgery_inMemory_isFoundByTheAnchors_200() throws Exception {
    run("forgery, memory", ALL, MemoryStore.create(), folder);
  }

  @Test
  @Tag("campaign")
  void forgery_inTheEmbeddedStore_isFoundByTheAnchors_200() throws Exception {
    try (EmbeddedStore embedded = EmbeddedStore.open(folder)) {
      run("forgery, embedded", ALL, embedded.store(), folder);
    }
  }

  static void run(String name, int cases, Store store, Path folder) throws Exception {
    LocalSigner signer = LocalSigner.of(folder.resolve("anchor.pem"));
    LocalSigner forger = LocalSigner.of(folder.resolve("forger.pem"));
    long seed = 7;
    Story story = Story.tell(store, seed, CLUSTERS, signer);
    Map<String, Integer> kinds = new HashMap<>();
    new Campaign(name, cases)
        .run(
            (random, each) -> {
              Attack attack = new Attack(story, seed, random, forger);
              Map<String, List<Row>> before = new HashMap<>();
              for (ArmId cluster : story.clusters) {
                String partition = ClusterKey.of(cluster).value();
                before.put(partition, Partitions.rows(store.ledger(), partition));
              }
              List<Row> listed = Partitions.rows(store.index(), Clusters.PARTITION);

              String kind = attack.run();
              Verification verification = story.verify(signer.key());

              assertThat(verification).as(kind).isInstanceOf(Verification.Bad.class);
              Problem first = ((Verification.Bad) verification).first();
              assertThat(first.partition()).as("%s: %s", kind, first).isIn(attack.partitions);
              assertThat(first.key()).as("%s: %s", kind, first).matches("c\\|.*|h|[0-9a-f]{32}");
              assertThat(verification.seen().anchors()).isEqualTo(3);
              kinds.merge(kind, 1, Integer::sum);
              before.forEach(
                  (partition, rows) -> Partitions.replace(store.ledger(), partition, rows));
              Partitions.replace(store.index(), Clusters.PARTITION, listed);
            });
    System.out.println(name + ": " + kinds);
    assertThat(story.verify(signer.key())).isInstanceOf(Verification.Good.class);
  }

  /** One attack on a story that was told. */
  private static final class Attack {
    private final Story story;
    private final long seed;
    private final Random random;
    private final Signer forger;
    private final List<String> partitions;
    private final ArmId victim;
    private final ArmId other;

    Attack(Story story, long seed, Random random, Signer forger) {
      this.forger = forger;
      this.story = story;
      this.seed = seed;
      this.random = random;
      int at = random.nextInt(CLUSTERS);
      this.victim = story.clusters.get(at);
      this.other = story.clusters.get((at + 1) % CLUSTERS);
      this.partitions =
          List.of(ClusterKey.of(victim).value(), ClusterKey.of(other).value(), Clusters.PARTITION);
    }

    String run() {
      return switch (random.nextInt(7)) {
        case 0, 1 -> rewriteTail();
        case 2 -> rollBack();
        case 3 -> delete();
        case 4 -> cutAway();
        case 5 -> moveMark();
        default -> swap();
      };
    }

    /** One verdict is another one, and everything behind it follows. */
    private String rewriteTail() {
      int at = random.nextInt(24);
      Story forged =
          retold(
              40,
              draft ->
                  draft.cluster().equals(victim) && Story.number(draft) == at
                      ? changed(draft)
                      : draft);
      copy(forged, victim, victim);
      return "tail rewritten";
    }

    private static Draft changed(Draft draft) {
      Map<FindingKey, State> states = new TreeMap<>(draft.states());
      State state = Drafts.state("control-forged", "", Status.PASS);
      states.put(state.key(), state);
      return new Draft(
          draft.cluster(),
          draft.cause(),
          draft.judgedAt(),
          draft.configDigest(),
          draft.catalogueDigest(),
          draft.observed(),
          draft.evidence(),
          states,
          false);
    }

    /** Newest commits and head go back together, behind the newest anchor. */
    private String rollBack() {
      Story forged = retold(12 + random.nextInt(12), UnaryOperator.identity());
      copy(forged, victim, victim);
      return "rolled back";
    }

    /** A retold chain is cut behind all that was signed, as retention would with other anchors. */
    private String cutAway() {
      Story forged =
          retold(60, draft -> draft.cluster().equals(victim) ? changed(draft) : draft, forger);
      ClusterKey key = ClusterKey.of(victim);
      long cut =
          new Retention(forged.store.ledger(), forged.store.anchors(), forged.ledger, forged.clock)
              .cut(key, forged.clock.instant())
              .cutBefore();
      assertThat(cut).isGreaterThan(story.anchored.get(key));
      copy(forged, victim, victim);
      return "cut away";
    }

    /** Nothing that comes would be told. */
    private String moveMark() {
      ClusterKey key = ClusterKey.of(victim);
      Row head = story.store.ledger().get(key.value(), Keys.HEAD).orElseThrow();
      Map<String, Object> moved = new HashMap<>(head.properties());
      String mark = random.nextBoolean() ? "noticedSeq" : "plannedSeq";
      moved.put(mark, head.needNumber("seq") + 1 + random.nextInt(1_000));
      moved.put(Canonical.SEAL, Canonical.sealOfHead(moved));
      Partitions.put(story.store.ledger(), key.value(), Keys.HEAD, moved);
      return "mark moved";
    }

    private String delete() {
      Partitions.clear(story.store.ledger(), ClusterKey.of(victim).value());
      if (random.nextBoolean()) {
        Partitions.delete(story.store.index(), Clusters.PARTITION, ClusterKey.of(victim).value());
        return "deleted and not listed";
      }
      return "deleted";
    }

    private String swap() {
      if (random.nextBoolean()) {
        String a = ClusterKey.of(victim).value();
        String b = ClusterKey.of(other).value();
        List<Row> rowsOfA = Partitions.rows(story.store.ledger(), a);
        Partitions.replace(story.store.ledger(), a, Partitions.rows(story.store.ledger(), b));
        Partitions.replace(story.store.ledger(), b, rowsOfA);
        return "swapped";
      }
      Story forged =
          retold(
              40,
              draft ->
                  draft.cluster().equals(victim)
                      ? renamed(draft, other)
                      : draft.cluster().equals(other) ? renamed(draft, victim) : draft);
      copy(forged, victim, victim);
      copy(forged, other, other);
      return "swapped and recomputed";
    }

    private static Draft renamed(Draft draft, ArmId cluster) {
      return new Draft(
          cluster,
          draft.cause(),
          draft.judgedAt(),
          draft.configDigest(),
          draft.catalogueDigest(),
          draft.observed(),
          draft.evidence(),
          draft.states(),
          false);
    }

    private Story retold(int drafts, UnaryOperator<Draft> forge) {
      return retold(drafts, forge, null);
    }

    private Story retold(int drafts, UnaryOperator<Draft> forge, @Nullable Signer signer) {
      Story forged = new Story(MemoryStore.create());
      forged.clusters.addAll(story.clusters);
      forged.tell(seed, drafts, signer, forge);
      return forged;
    }

    private void copy(Story from, ArmId source, ArmId target) {
      Partitions.replace(
          story.store.ledger(),
          ClusterKey.of(target).value(),
          Partitions.rows(from.store.ledger(), ClusterKey.of(source).value()));
      from.store
          .checkpoints()
          .list("")
          .forEach(
              name ->
                  story
                      .store
                      .checkpoints()
                      .putIfAbsent(name, from.store.checkpoints().get(name).orElseThrow()));
    }
  }
}
