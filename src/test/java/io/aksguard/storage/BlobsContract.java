package io.aksguard.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every container keeps, whatever stores it. */
interface BlobsContract {
  Store store();

  private Blobs blobs() {
    return store().evidence();
  }

  @Test
  default void putIfAbsent_whenThereIsOne_thenItStays() {
    String name = UUID.randomUUID() + "/a.json";

    assertThat(blobs().putIfAbsent(name, "first".getBytes(UTF_8))).isTrue();
    assertThat(blobs().putIfAbsent(name, "second".getBytes(UTF_8))).isFalse();

    assertThat(blobs().get(name)).hasValue("first".getBytes(UTF_8));
  }

  @Test
  default void get_whenThereIsNone_thenEmpty() {
    assertThat(blobs().get(UUID.randomUUID() + "/none")).isEmpty();
    assertThat(blobs().list(UUID.randomUUID() + "/")).isEmpty();
  }

  @Test
  default void containers_doNotSeeEachOther() {
    String name = UUID.randomUUID().toString();
    store().anchors().putIfAbsent(name, new byte[] {1});

    assertThat(store().config().get(name)).isEmpty();
    assertThat(store().config().putIfAbsent(name, new byte[] {2})).isTrue();
    assertThat(store().anchors().get(name)).hasValue(new byte[] {1});
  }

  @Test
  default void bodies_ofAnySize_comeBackAsTheyWere() {
    String folder = UUID.randomUUID().toString();
    byte[] large = new byte[5_000_000];
    new Random(1).nextBytes(large);

    blobs().putIfAbsent(folder + "/empty", new byte[0]);
    blobs().putIfAbsent(folder + "/large", large);

    assertThat(blobs().get(folder + "/empty")).hasValue(new byte[0]);
    assertThat(blobs().get(folder + "/large")).hasValue(large);
  }

  @Test
  default void list_isInOrder_andByAnyBeginning() {
    String folder = UUID.randomUUID().toString();
    List<String> sorted =
        Stream.of("A", "a", "a-b", "a.b", "a/b", "a/b/c", "a/bc", "a0", "ab/c", "b/2", "z_9/1.gz")
            .map(name -> folder + "/" + name)
            .sorted()
            .toList();

    sorted.stream().sorted(Comparator.reverseOrder()).forEach(this::put);

    assertThat(blobs().list(folder)).isEqualTo(sorted);
    assertThat(blobs().list(folder + "/")).isEqualTo(sorted);
    assertThat(blobs().list(folder + "/a"))
        .isEqualTo(sorted.stream().filter(name -> name.startsWith(folder + "/a")).toList());
    assertThat(blobs().list(folder + "/a/b"))
        .containsExactly(folder + "/a/b", folder + "/a/b/c", folder + "/a/bc");
    assertThat(blobs().list(folder + "/a/b/")).containsExactly(folder + "/a/b/c");
    assertThat(blobs().list(folder + "/c")).isEmpty();
    assertThat(blobs().list("../" + folder)).isEmpty();
    assertThat(blobs().list("/")).isEmpty();
    assertThat(sorted)
        .allSatisfy(name -> assertThat(blobs().get(name)).hasValue(name.getBytes(UTF_8)));
  }

  private void put(String name) {
    assertThat(blobs().putIfAbsent(name, name.getBytes(UTF_8))).as(name).isTrue();
  }

  @Test
  default void names_atTheirLimit_areTaken() {
    String folder = UUID.randomUUID().toString();
    String longest = folder + "/" + "s".repeat(Limits.MOST_SEGMENT) + "/" + "t".repeat(150);

    put(longest);

    assertThat(blobs().list(folder)).containsExactly(longest);
  }

  @TestFactory
  default Stream<DynamicTest> names_thatLeadElsewhere_areRefused() {
    return Stream.of(
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "../a",
            "a/../b",
            "a/./b",
            "a.",
            "a./b",
            "a\\b",
            "a b",
            "a=",
            "a%2fb",
            "a?b",
            "ä",
            "a\n",
            "s".repeat(Limits.MOST_SEGMENT + 1),
            "s/".repeat(300) + "s")
        .map(
            name ->
                DynamicTest.dynamicTest(
                    "'" + (name.length() > 20 ? name.substring(0, 20) : name) + "'",
                    () -> {
                      assertThatIllegalArgumentException()
                          .isThrownBy(() -> blobs().putIfAbsent(name, new byte[0]));
                      assertThatIllegalArgumentException().isThrownBy(() -> blobs().get(name));
                    }));
  }
}
