package io.aksguard.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same resources get the same verdicts, however they are written: in any order of files,
 * documents and elements, in any case of ids and members, as bodies or pages, flattened or not,
 * with nulls or without; Kubernetes objects one by one, in lists, or as a stream of YAML.
 */
class EquivalenceTest {
  @TempDir private Path folder;
  private final Library library = Library.read();
  private final Judge judge = new Judge();
  private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

  @Test
  void writing_doesNotMatter() throws Exception {
    run(new Campaign("equivalence", 200));
  }

  @Test
  @Tag("campaign")
  void writing_doesNotMatter_inFull() throws Exception {
    run(new Campaign("equivalence in full", 20_000));
  }

  private void run(Campaign campaign) throws Exception {
    campaign.runOnAllProcessors(this::compare);
    System.out.println("equivalence: verdicts compared by way of writing " + counts);
  }

  private void compare(Random random, long seed) throws IOException {
    List<Object> documents = new ArrayList<>();
    Map<String, Object> cluster = library.cluster(random);
    List<Map<String, Object>> around = library.around(random);
    Ties.tie(cluster, around, random);
    documents.add(cluster);
    documents.addAll(around);
    // Where a list is whole depends on how it is written, unless all is declared to be.
    boolean complete = random.nextBoolean();
    Path plain = Files.createDirectory(folder.resolve(seed + "a"));
    List<Map<String, Object>> objects = library.objects(random);
    Variants.lines(plain, Stream.concat(documents.stream(), objects.stream()).toList());
    Map<String, String> expected = judge.verdicts(List.of(plain), complete);

    Variants variants = new Variants(random);
    List<String> ways = new ArrayList<>();
    List<Object> other = new ArrayList<>(documents);
    Collections.shuffle(other, random);
    way("order", random, ways, other, variants::shuffled);
    way("ids", random, ways, other, variants::idsRecased);
    way("flattened", random, ways, other, variants::flattened);
    way("members", random, ways, other, variants::membersRecased);
    way("nulls", random, ways, other, variants::withNulls);
    Path varied = Files.createDirectory(folder.resolve(seed + "b"));
    if (complete && random.nextBoolean()) {
      ways.add("page");
      variants.page(varied, other);
    } else {
      ways.add("files");
      variants.files(varied, other);
    }
    ways.add(variants.objects(varied, objects));

    assertThat(differences(expected, judge.verdicts(List.of(varied), complete)))
        .as("%s", ways)
        .isEmpty();
    Variants.delete(plain);
    Variants.delete(varied);
    ways.forEach(way -> counts.merge(way, expected.size(), Integer::sum));
  }

  private static List<String> differences(Map<String, String> one, Map<String, String> other) {
    Set<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(one.get(key), other.get(key)))
        .map(key -> key + ": " + one.get(key) + " and " + other.get(key))
        .toList();
  }

  private static void way(
      String name,
      Random random,
      List<String> ways,
      List<Object> documents,
      UnaryOperator<Object> change) {
    if (random.nextBoolean()) {
      ways.add(name);
      documents.replaceAll(change);
    }
  }
}
