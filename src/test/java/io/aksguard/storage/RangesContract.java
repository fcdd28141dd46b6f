package io.aksguard.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every table keeps, whatever stores it: the order of keys and ranges of them. */
interface RangesContract {
  Store store();

  private Rows rows() {
    return store().index();
  }

  private String partitionOf(List<String> keys) throws ConflictException {
    String partition = UUID.randomUUID().toString();
    List<String> shuffled = new ArrayList<>(keys);
    Collections.shuffle(shuffled, new Random(1));
    for (int i = 0; i < shuffled.size(); i += Rows.MOST_WRITES) {
      rows()
          .commit(
              partition,
              shuffled.subList(i, Math.min(i + Rows.MOST_WRITES, shuffled.size())).stream()
                  .<Write>map(key -> new Write.Insert(key, Map.of("key", key)))
                  .toList());
    }
    return partition;
  }

  private List<String> keys(String partition, String from, String to, int most) {
    return rows().range(partition, from, to, most).stream()
        .peek(row -> assertThat(row.needText("key")).isEqualTo(row.key()))
        .map(Row::key)
        .toList();
  }

  @Test
  default void range_isInOrderOfCharacters() throws ConflictException {
    List<String> sorted =
        "!$&()*,-.0129:;<=>@ABCYZ[]^_`abcyz{|}"
            .chars()
            .mapToObj(c -> List.of("k" + (char) c, "k" + (char) c + "0", "k" + (char) c + "a"))
            .flatMap(List::stream)
            .sorted()
            .toList();
    String partition = partitionOf(sorted);

    assertThat(keys(partition, "k", "l", 1000)).isEqualTo(sorted);
    assertThat(sorted).allMatch(key -> rows().get(partition, key).isPresent());
    assertThat(sorted)
        .allSatisfy(
            key ->
                assertThat(keys(partition, key, Row.after(key), 10))
                    .as("from %s to just after it", key)
                    .containsExactly(key));
  }

  @Test
  default void range_hasItsFirstBoundAndNotItsSecond() throws ConflictException {
    String partition = partitionOf(List.of("a", "a!", "aa", "ab", "b", "c|1", "c|2", "d"));

    assertThat(keys(partition, "aa", "b", 10)).containsExactly("aa", "ab");
    assertThat(keys(partition, "", "~", 10)).hasSize(8);
    assertThat(keys(partition, Row.after("a"), "b", 10)).containsExactly("a!", "aa", "ab");
    assertThat(keys(partition, "c|", Row.behind("c|"), 10)).containsExactly("c|1", "c|2");
    assertThat(keys(partition, "a", Row.behind("a"), 10)).containsExactly("a", "a!", "aa", "ab");
    assertThat(keys(partition, "b", "b", 10)).isEmpty();
    assertThat(keys(partition, "c", "a", 10)).isEmpty();
    assertThat(keys(partition, "e", "~", 10)).isEmpty();
  }

  @Test
  default void range_whenMoreRowsThanAPage_thenAllOrAsManyAsAsked() throws ConflictException {
    List<String> sorted = IntStream.range(0, 2_345).mapToObj("%05d"::formatted).toList();
    String partition = partitionOf(sorted);

    assertThat(keys(partition, "0", "1", Integer.MAX_VALUE)).isEqualTo(sorted);
    assertThat(keys(partition, "0", "1", 1)).isEqualTo(sorted.subList(0, 1));
    assertThat(keys(partition, "0", "1", 1_000)).isEqualTo(sorted.subList(0, 1_000));
    assertThat(keys(partition, "0", "1", 1_001)).isEqualTo(sorted.subList(0, 1_001));
    assertThat(keys(partition, Row.after("01000"), "02100", 2_000))
        .isEqualTo(sorted.subList(1_001, 2_100));
  }
}
