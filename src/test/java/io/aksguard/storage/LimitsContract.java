package io.aksguard.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every table refuses before it asks its store, and what it must still take. */
interface LimitsContract {
  Store store();

  private Rows rows() {
    return store().inbox();
  }

  private static List<Write> inserts(int count, Map<String, Object> properties) {
    return IntStream.range(0, count)
        .<Write>mapToObj(i -> new Write.Insert("k%03d".formatted(i), properties))
        .toList();
  }

  private static List<Write> row(String key) {
    return List.of(new Write.Put(key, Map.of()));
  }

  private static List<Write> property(String name, Object value) {
    return List.of(new Write.Insert("a", Map.of()), new Write.Put("k", Map.of(name, value)));
  }

  private static Map<String, Object> properties(int count, Object value) {
    Map<String, Object> properties = new TreeMap<>();
    IntStream.range(0, count).forEach(i -> properties.put("p" + i, value));
    return properties;
  }

  private static Map<String, List<Write>> broken() {
    Map<String, List<Write>> broken = new LinkedHashMap<>();
    broken.put("no write", List.of());
    broken.put("101 writes", inserts(Rows.MOST_WRITES + 1, Map.of()));
    broken.put(
        "a row twice", List.of(new Write.Insert("k", Map.of()), new Write.Delete("k", null)));
    broken.put("no key", row(""));
    broken.put("a long key", row("k".repeat(Limits.MOST_KEY + 1)));
    for (String c :
        List.of(
            "/", "\\", "#", "?", "%", "+", "'", "\"", "~", " ", "\t", "\u0000", "\u0085", "ä")) {
      broken.put("key with U+%04X".formatted((int) c.charAt(0)), row("k" + c + "k"));
    }
    broken.put("key of two lines", row("k\n"));
    for (String name : List.of("", "a-b", "a_b", "1a", "ä", "a.b", "a b")) {
      broken.put("property named '" + name + "'", property(name, 1L));
    }
    for (String name : List.of("PartitionKey", "RowKey", "Timestamp")) {
      broken.put("property named " + name, property(name, "x"));
    }
    broken.put("a property of a long name", property("n".repeat(Limits.MOST_NAME + 1), 1L));
    for (Object value : List.of(1, 1.5, 'c', List.of(), new byte[0], new StringBuilder("x"))) {
      broken.put("a " + value.getClass().getSimpleName(), property("p", value));
    }
    broken.put("a long text", property("p", "x".repeat(Rows.MOST_TEXT + 1)));
    broken.put("half a pair", property("p", "x\ud83d"));
    broken.put("the other half", property("p", "\ude00x"));
    broken.put(
        "253 properties", List.of(new Write.Put("k", properties(Limits.MOST_PROPERTIES + 1, 1L))));
    broken.put(
        "a large row", List.of(new Write.Put("k", properties(17, "x".repeat(Rows.MOST_TEXT)))));
    broken.put("a large batch", inserts(60, properties(1, "x".repeat(Rows.MOST_TEXT))));
    broken.put(
        "a batch that is large in UTF-8", inserts(40, properties(1, "東".repeat(Rows.MOST_TEXT))));
    broken.put("an ETag of any", List.of(new Write.Replace("k", Map.of(), "*")));
    broken.put("no ETag", List.of(new Write.Replace("k", Map.of(), "")));
    broken.put("an ETag to delete any", List.of(new Write.Delete("k", "*")));
    return broken;
  }

  @TestFactory
  default Stream<DynamicTest> commit_whenALimitIsBroken_thenRefusedAndNothingWritten() {
    return broken().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      String partition = UUID.randomUUID().toString();
                      assertThatIllegalArgumentException()
                          .isThrownBy(() -> rows().commit(partition, entry.getValue()));
                      assertThat(rows().range(partition, "", "~", 10)).isEmpty();
                    }));
  }

  @Test
  default void keysAndBounds_whenALimitIsBroken_thenRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> rows().commit("p/q", row("k")));
    assertThatIllegalArgumentException().isThrownBy(() -> rows().get("p", "k/l"));
    assertThatIllegalArgumentException().isThrownBy(() -> rows().get("p#", "k"));
    assertThatIllegalArgumentException().isThrownBy(() -> rows().range("", "a", "b", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> rows().range("p", "a'", "b", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> rows().range("p", "a", "b?", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> rows().range("p", "a", "b", 0));
  }

  @Test
  default void commit_whenAtTheLimits_thenTaken() throws ConflictException {
    String partition = "p".repeat(Limits.MOST_KEY - 36) + UUID.randomUUID();
    String key = "k".repeat(Limits.MOST_KEY);
    Map<String, Object> wide = properties(Limits.MOST_PROPERTIES - 1, Long.MIN_VALUE);
    wide.put("n".repeat(Limits.MOST_NAME), true);

    rows().commit(partition, List.of(new Write.Insert(key, wide)));
    rows().commit(partition, inserts(Rows.MOST_WRITES, Map.of("n", 1L)));

    assertThat(rows().get(partition, key).orElseThrow().properties()).isEqualTo(wide);
    assertThat(rows().range(partition, "k", Row.after(key), 200)).hasSize(101);
  }

  /** What is largest on the wire differs from what is largest in the store. */
  @TestFactory
  default Stream<DynamicTest> commit_whenTheBatchIsAsLargeAsMayBe_thenTaken() {
    return Stream.of("x", "\"", "\u0001", "ü", "東", "😀")
        .map(
            unit ->
                DynamicTest.dynamicTest(
                    "of U+%04X".formatted(unit.codePointAt(0)),
                    () -> {
                      String partition = UUID.randomUUID().toString();
                      List<Write> batch = largest(unit.repeat(Rows.MOST_TEXT / unit.length()));

                      rows().commit(partition, batch);

                      assertThat(rows().range(partition, "", "~", 200))
                          .extracting(Row::properties)
                          .containsOnly(((Write.Insert) batch.get(0)).properties())
                          .hasSameSizeAs(batch);
                    }));
  }

  private static List<Write> largest(String text) {
    List<Write> batch = new ArrayList<>();
    long bytes = 0;
    while (true) {
      Write write = new Write.Insert("k%03d".formatted(batch.size()), Map.of("p", text));
      bytes += Limits.bytes(write);
      if (bytes > Rows.MOST_BATCH_BYTES) {
        return batch;
      }
      batch.add(write);
    }
  }
}
