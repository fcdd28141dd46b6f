package io.aksguard.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.property.Campaign;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any single row that somebody edits, deletes, inserts or moves is the one that is named. */
class TamperTest {
  private static final int SAMPLE = 40;

  /** A commit of a file system costs. */
  private static final int SAMPLE_ON_DISK = 12;

  private static final int ALL = 200;

  @TempDir private Path folder;

  @Test
  void anyRow_inMemory_isNamed() throws Exception {
    run("tamper, memory", SAMPLE, MemoryStore.create(), folder);
  }

  @Test
  void anyRow_inTheEmbeddedStore_isNamed() throws Exception {
    try (EmbeddedStore embedded = EmbeddedStore.open(folder)) {
      run("tamper, embedded", SAMPLE_ON_DISK, embedded.store(), folder);
    }
  }

  @Test
  @Tag("campaign")
  void anyRow_inMemory_isNamed_200() throws Exception {
    run("tamper, memory", ALL, MemoryStore.create(), folder);
  }

  @Test
  @Tag("campaign")
  void anyRow_inTheEmbeddedStore_isNamed_200() throws Exception {
    try (EmbeddedStore embedded = EmbeddedStore.open(folder)) {
      run("tamper, embedded", ALL, embedded.store(), folder);
    }
  }

  static void run(String name, int cases, Store store, Path folder) throws Exception {
    LocalSigner signer = LocalSigner.of(folder.resolve("anchor.pem"));
    Story story = Story.tell(store, 1, 3, signer);
    assertThat(story.verify(signer.key())).isInstanceOf(Verification.Good.class);
    Map<String, Integer> kinds = new HashMap<>();
    new Campaign(name, cases)
        .run(
            (random, seed) -> {
              ClusterKey cluster = ClusterKey.of(story.clusters.get(random.nextInt(3)));
              List<Row> before = Partitions.rows(store.ledger(), cluster.value());

              Tampering done = tamper(random, store.ledger(), cluster.value(), before);
              Verification verification = story.verify(signer.key());

              assertThat(verification).as(done.toString()).isInstanceOf(Verification.Bad.class);
              Problem first = ((Verification.Bad) verification).first();
              assertThat(first.partition()).as(done.toString()).isEqualTo(cluster.value());
              assertThat(first.key()).as("%s: %s", done, first).isEqualTo(done.first());
              kinds.merge(done.kind(), 1, Integer::sum);
              Partitions.replace(store.ledger(), cluster.value(), before);
            });
    System.out.println(name + ": " + kinds);
    assertThat(story.verify(signer.key())).isInstanceOf(Verification.Good.class);
  }

  /**
   * @param first the row that is to be named
   */
  private record Tampering(String kind, String first) {}

  private static Tampering tamper(Random random, Rows rows, String partition, List<Row> all) {
    Row victim = all.get(random.nextInt(all.size()));
    return switch (random.nextInt(4)) {
      case 0 -> edit(random, rows, victim);
      case 1 -> {
        Partitions.delete(rows, partition, victim.key());
        yield new Tampering("delete", victim.key());
      }
      case 2 -> insert(random, rows, partition, all);
      default -> swap(random, rows, partition, all);
    };
  }

  private static Tampering edit(Random random, Rows rows, Row victim) {
    Map<String, Object> edited = new HashMap<>(victim.properties());
    List<String> names = edited.keySet().stream().sorted().toList();
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(3)) {
      case 0 -> edited.remove(name);
      case 1 -> edited.put("extra" + random.nextInt(9), "");
      default -> edited.compute(name, (any, value) -> other(random, value));
    }
    Partitions.put(rows, victim.partition(), victim.key(), edited);
    return new Tampering("edit", victim.key());
  }

  private static Object other(Random random, Object value) {
    if (value instanceof Long number) {
      return random.nextBoolean() ? (Object) (number + 1) : number.toString();
    }
    return value instanceof Boolean flag ? (Object) !flag : value + " ";
  }

  private static Tampering insert(Random random, Rows rows, String partition, List<Row> all) {
    Row model = all.get(random.nextInt(all.size()));
    long seq = all.stream().filter(row -> row.key().startsWith(Keys.COMMITS)).count();
    long at = 1 + random.nextInt((int) seq);
    String key =
        switch (random.nextInt(7)) {
          case 0 -> Keys.commit(seq + 1 + random.nextInt(3));
          case 1 -> Keys.commit(at) + "x";
          case 2 -> Keys.commit(0);
          case 3 -> Keys.transition(at, "0123456789abcdef", random.nextInt(5));
          case 4 -> Keys.transition(seq + 2, "0123456789abcdef", 0);
          case 5 ->
              List.of("!", "a", "c", "d|1", "g", "h0", "i", "t", "u", "z|z")
                  .get(random.nextInt(10));
          default -> Keys.transitions(at) + "}";
        };
    Partitions.put(rows, partition, key, model.properties());
    return new Tampering("insert", key);
  }

  /** Exchanges what two rows of one kind say; the older one is met first. */
  private static Tampering swap(Random random, Rows rows, String partition, List<Row> all) {
    String kind = random.nextBoolean() ? Keys.COMMITS : Keys.TRANSITIONS;
    List<Row> some =
        new ArrayList<>(all.stream().filter(row -> row.key().startsWith(kind)).toList());
    Row a = some.remove(random.nextInt(some.size()));
    Row b = some.get(random.nextInt(some.size()));
    Partitions.put(rows, partition, a.key(), b.properties());
    Partitions.put(rows, partition, b.key(), a.properties());
    long seqA = a.needNumber("seq");
    long seqB = b.needNumber("seq");
    boolean aFirst = seqA != seqB ? seqA < seqB : a.key().compareTo(b.key()) < 0;
    return new Tampering("reorder", aFirst ? a.key() : b.key());
  }
}
