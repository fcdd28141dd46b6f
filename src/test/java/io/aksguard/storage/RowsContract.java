package io.aksguard.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every table keeps, whatever stores it: single rows, batches and their conflicts. */
interface RowsContract {
  Store store();

  private Rows rows() {
    return store().ledger();
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  private static Row need(Rows rows, String partition, String key) {
    return rows.get(partition, key).orElseThrow();
  }

  private static int conflict(Rows rows, String partition, Write... batch) {
    ConflictException refused =
        catchThrowableOfType(ConflictException.class, () -> rows.commit(partition, List.of(batch)));
    assertThat(refused).as("conflict").isNotNull();
    return refused.index();
  }

  @Test
  default void get_whenWritten_thenEveryValueAsItWas() throws ConflictException {
    String partition = fresh();
    Map<String, Object> properties =
        Map.ofEntries(
            Map.entry("empty", ""),
            Map.entry("unicode", "Zürich 東京 😀 \u0000\u0001\t\r\n--changeset \u2028\uffff"),
            Map.entry("quoted", "it's \"so\" \\ <a href='x'>&amp;</a> 100%+1"),
            Map.entry("instant", "2026-01-01T00:00:00Z"),
            Map.entry("uuid", "6f1c2d1e-2b0a-4a52-9e3c-3f6d5b1c7a10"),
            Map.entry("digits", "0123"),
            Map.entry("truth", "true"),
            Map.entry("nothing", "null"),
            Map.entry("small", 7L),
            Map.entry("beyondDouble", (1L << 53) + 1),
            Map.entry("largest", Long.MAX_VALUE),
            Map.entry("smallest", Long.MIN_VALUE),
            Map.entry("yes", true),
            Map.entry("no", false),
            Map.entry("name", "lower"),
            Map.entry("Name", "upper"));

    rows().commit(partition, List.of(new Write.Insert("k", properties)));

    assertThat(need(rows(), partition, "k"))
        .returns(partition, Row::partition)
        .returns("k", Row::key)
        .returns(properties, Row::properties);
    assertThat(rows().range(partition, "k", "l", 10)).containsExactly(need(rows(), partition, "k"));
  }

  @Test
  default void get_whenNeverWritten_thenEmpty() {
    assertThat(rows().get(fresh(), "k")).isEmpty();
  }

  @Test
  default void partitionsAndTables_doNotSeeEachOther() throws ConflictException {
    String partition = fresh();

    rows().commit(partition, List.of(new Write.Insert("k", Map.of("n", 1L))));
    store().inbox().commit(partition, List.of(new Write.Insert("k", Map.of("n", 2L))));

    assertThat(rows().get(fresh(), "k")).isEmpty();
    assertThat(store().index().get(partition, "k")).isEmpty();
    assertThat(need(rows(), partition, "k").needNumber("n")).isEqualTo(1);
    assertThat(need(store().inbox(), partition, "k").needNumber("n")).isEqualTo(2);
  }

  @Test
  default void commit_whenOneRowIsThereAlready_thenItsIndexAndNothingWritten()
      throws ConflictException {
    String partition = fresh();
    rows().commit(partition, List.of(new Write.Insert("k2", Map.of("n", 1L))));

    int index =
        conflict(
            rows(),
            partition,
            new Write.Insert("k0", Map.of()),
            new Write.Put("k1", Map.of()),
            new Write.Insert("k2", Map.of("n", 2L)),
            new Write.Insert("k3", Map.of()));

    assertThat(index).isEqualTo(2);
    assertThat(rows().range(partition, "k", "l", 10))
        .singleElement()
        .returns(1L, row -> row.needNumber("n"));
  }

  @Test
  default void commit_whenTheETagIsOld_thenConflict() throws ConflictException {
    String partition = fresh();
    rows().commit(partition, List.of(new Write.Insert("k", Map.of("n", 1L))));
    String old = need(rows(), partition, "k").etag();
    rows().commit(partition, List.of(new Write.Replace("k", Map.of("n", 2L), old)));

    assertThat(conflict(rows(), partition, new Write.Replace("k", Map.of("n", 3L), old))).isZero();
    assertThat(conflict(rows(), partition, new Write.Delete("k", old))).isZero();
    assertThat(
            conflict(
                rows(), partition, new Write.Put("other", Map.of()), new Write.Delete("k", old)))
        .isEqualTo(1);
    assertThat(rows().get(partition, "other")).isEmpty();
    assertThat(need(rows(), partition, "k").needNumber("n")).isEqualTo(2);
  }

  @Test
  default void commit_whenTheRowIsGone_thenConflict() throws ConflictException {
    String partition = fresh();
    rows().commit(partition, List.of(new Write.Insert("k", Map.of("n", 1L))));
    String etag = need(rows(), partition, "k").etag();
    rows().commit(partition, List.of(new Write.Delete("k", null)));

    assertThat(conflict(rows(), partition, new Write.Replace("k", Map.of(), etag))).isZero();
    assertThat(conflict(rows(), partition, new Write.Delete("k", etag))).isZero();
    assertThat(conflict(rows(), partition, new Write.Delete("k", null))).isZero();
    assertThat(rows().get(partition, "k")).isEmpty();
  }

  @Test
  default void commit_whenARowIsMadeAgain_thenItsOldETagStaysOld() throws ConflictException {
    String partition = fresh();
    Write.Insert insert = new Write.Insert("k", Map.of("n", 1L));
    rows().commit(partition, List.of(insert));
    String old = need(rows(), partition, "k").etag();
    rows().commit(partition, List.of(new Write.Delete("k", old)));
    rows().commit(partition, List.of(insert));

    assertThat(conflict(rows(), partition, new Write.Delete("k", old))).isZero();
  }

  @Test
  default void eachWrite_givesANewETag_evenOfTheSameContent() throws ConflictException {
    String partition = fresh();
    List<String> etags = new ArrayList<>();
    rows().commit(partition, List.of(new Write.Insert("k", Map.of("n", 1L))));
    etags.add(need(rows(), partition, "k").etag());
    for (int i = 0; i < 20; i++) {
      rows()
          .commit(
              partition,
              List.of(
                  i % 2 == 0
                      ? new Write.Put("k", Map.of("n", 1L))
                      : new Write.Replace("k", Map.of("n", 1L), etags.get(etags.size() - 1))));
      etags.add(need(rows(), partition, "k").etag());
    }

    assertThat(etags).doesNotHaveDuplicates();
  }

  @Test
  default void putAndReplace_keepNoPropertyOfBefore() throws ConflictException {
    String partition = fresh();
    rows().commit(partition, List.of(new Write.Put("k", Map.of("a", 1L, "b", 2L))));

    rows().commit(partition, List.of(new Write.Put("k", Map.of("c", 3L))));
    Row put = need(rows(), partition, "k");
    rows().commit(partition, List.of(new Write.Replace("k", Map.of(), put.etag())));

    assertThat(put.properties()).isEqualTo(Map.of("c", 3L));
    assertThat(need(rows(), partition, "k").properties()).isEmpty();
  }

  @Test
  default void commit_whenAllKindsInOneBatch_thenAllOfThem() throws ConflictException {
    String partition = fresh();
    rows()
        .commit(
            partition,
            List.of(
                new Write.Insert("k1", Map.of("n", 1L)),
                new Write.Insert("k2", Map.of("n", 2L)),
                new Write.Insert("k3", Map.of("n", 3L))));
    Row first = need(rows(), partition, "k1");

    rows()
        .commit(
            partition,
            List.of(
                new Write.Insert("k0", Map.of("n", 10L)),
                new Write.Replace("k1", Map.of("n", 11L), first.etag()),
                new Write.Put("k2", Map.of("n", 12L)),
                new Write.Delete("k3", need(rows(), partition, "k3").etag()),
                new Write.Put("k4", Map.of("n", 14L))));

    assertThat(rows().range(partition, "k", "l", 10))
        .extracting(row -> row.key() + "=" + row.needNumber("n"))
        .containsExactly("k0=10", "k1=11", "k2=12", "k4=14");
  }

  @Test
  default void commit_whenTheLastOfAHundredIsRefused_thenNothingWritten() throws ConflictException {
    String partition = fresh();
    rows().commit(partition, List.of(new Write.Insert("k099", Map.of())));

    int index =
        conflict(
            rows(),
            partition,
            IntStream.range(0, 100)
                .mapToObj(i -> new Write.Insert("k%03d".formatted(i), Map.of()))
                .toArray(Write[]::new));

    assertThat(index).isEqualTo(99);
    assertThat(rows().range(partition, "k", "l", 200)).hasSize(1);
  }
}
