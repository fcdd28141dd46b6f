package io.aksguard.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aksguard.adapter.embedded.EmbeddedStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one folder, killed processes, and folders that are not a store's. */
class EmbeddedProcessesTest {
  @TempDir private Path folder;

  @Test
  void threeProcesses_whenTheyMakeAndWriteOneStore_thenNoUpdateIsLost() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(StoreProcess.start(folder, 150));
    }

    List<Long> numbers = new ArrayList<>();
    for (Process process : processes) {
      numbers.addAll(StoreProcess.numbers(process.inputReader()));
      assertThat(process.waitFor()).isZero();
    }

    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 450).boxed().toList());
    try (EmbeddedStore store = EmbeddedStore.open(folder)) {
      assertThat(rows(store)).hasSize(450);
      assertThat(store.store().evidence().list("")).hasSize(450);
    }
  }

  @Test
  void process_whenKilled_thenAllItSaidIsThere() throws Exception {
    for (int round = 0; round < 3; round++) {
      Process process = StoreProcess.start(folder, Integer.MAX_VALUE);
      List<Long> said = new ArrayList<>();
      try (BufferedReader lines = process.inputReader()) {
        while (said.size() < 50 + 37 * round) {
          said.add(Long.valueOf(lines.readLine()));
        }
        process.toHandle().destroyForcibly();
        said.addAll(StoreProcess.numbers(lines));
      }
      process.waitFor();

      try (EmbeddedStore store = EmbeddedStore.open(folder)) {
        assertThat(rows(store)).extracting(row -> row.needNumber("n")).containsAll(said);
        assertThat(said)
            .allSatisfy(
                number ->
                    assertThat(store.store().evidence().get("%06d".formatted(number)))
                        .hasValue(new byte[10_000]));
        long counter =
            store
                .store()
                .ledger()
                .get(StoreProcess.PARTITION, StoreProcess.COUNTER)
                .orElseThrow()
                .needNumber("n");
        assertThat(rows(store)).hasSize((int) counter);
      }
    }
  }

  @Test
  void twoStores_inOneProcess_seeEachOther() throws ConflictException {
    try (EmbeddedStore first = EmbeddedStore.open(folder);
        EmbeddedStore second = EmbeddedStore.open(folder)) {
      first.store().index().commit("p", List.of(new Write.Insert("k", Map.of("n", 1L))));
      Row row = second.store().index().get("p", "k").orElseThrow();
      second
          .store()
          .index()
          .commit("p", List.of(new Write.Replace("k", Map.of("n", 2L), row.etag())));

      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(
              () -> first.store().index().commit("p", List.of(new Write.Delete("k", row.etag()))));
    }
  }

  @Test
  void open_leavesNothingBesideTheFileAndTheBlobs() throws IOException, ConflictException {
    try (EmbeddedStore store = EmbeddedStore.open(folder)) {
      store.store().inbox().commit("p", List.of(new Write.Put("k", Map.of())));
      store.store().runs().putIfAbsent("a/b", new byte[1]);
    }

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(folder::relativize).map(Path::toString))
          .containsExactlyInAnyOrder("aks-guard.db", "blobs/runs/a=/b");
    }
    assertThat(EmbeddedStore.exists(folder)).isTrue();
    assertThat(EmbeddedStore.exists(folder.resolve("blobs"))).isFalse();
  }

  @Test
  void open_whenAKilledProcessHasLeftHalfAFile_thenItGoesAfterADay() throws IOException {
    EmbeddedStore.open(folder).close();
    Path old = Files.createFile(folder.resolve("tmp/old"));
    Path young = Files.createFile(folder.resolve("tmp/young"));
    FileTime now = Files.getLastModifiedTime(young);
    Files.setLastModifiedTime(
        old, FileTime.from(now.toInstant().minus(Duration.ofDays(1)).minusSeconds(60)));

    EmbeddedStore.open(folder).close();

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void open_whenTheFileIsNoDatabase_thenRefused() throws IOException {
    Files.writeString(folder.resolve("aks-guard.db"), "not a database, but long enough to tell");

    assertThatExceptionOfType(ForeignStoreException.class)
        .isThrownBy(() -> EmbeddedStore.open(folder))
        .withMessageContaining("aks-guard.db");
  }

  @Test
  void open_whenTheFolderIsAFile_thenUnavailable() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> EmbeddedStore.open(file));
  }

  @Test
  void store_whenClosed_thenSaysSo() {
    EmbeddedStore store = EmbeddedStore.open(folder);
    store.close();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> store.store().ledger().get("p", "k"));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () -> store.store().ledger().commit("p", List.of(new Write.Put("k", Map.of()))));
  }

  private static List<Row> rows(EmbeddedStore store) {
    return store.store().ledger().range(StoreProcess.PARTITION, "0", "a", Integer.MAX_VALUE);
  }
}
