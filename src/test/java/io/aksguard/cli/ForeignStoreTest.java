package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An {@code aks-guard.db} that this version cannot take for a store. */
class ForeignStoreTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("aksguard.basedir", ".")).resolve("src/samples/guard.yaml");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("aks-guard.db");
  }

  private void sqlite(String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** Readers and writers alike, and the file is left as it was. */
  private void refused(String sentence) throws IOException {
    byte[] before = Files.readAllBytes(file);
    for (Object[] line :
        new Object[][] {
          {"history", "show", "--store", folder}, {"config", "push", SAMPLE, "--store", folder}
        }) {
      CommandRun run = CommandRun.of(line);

      assertThat(run.code()).as(run.err()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).isEqualTo("aks-guard: " + file + sentence + "\n");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void newerVersion_isNamedWithTheNewestThatIsKnown() throws Exception {
    EmbeddedStore.open(folder.resolve("x")).close();
    Files.move(folder.resolve("x/aks-guard.db"), file);
    delete(folder.resolve("x"));
    sqlite("pragma journal_mode = delete", "pragma user_version = 7");

    refused(
        " has version 7 of the schema, and this release of AKS Guard knows none newer than 1;"
            + " use the release that has written it, or name another folder");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void fileOfAnotherProgram_isNoEmptyStore(int version) throws Exception {
    sqlite("create table songs (title text)", "pragma user_version = " + version);

    refused(" belongs to another program; name another folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "hello, this is a text that is longer than a header of SQLite's"})
  void fileThatIsNoDatabase_isLeftAlone(String text) throws Exception {
    Files.writeString(file, text);

    refused(" is no SQLite database; name another folder");
  }

  @Test
  void damagedFile_isSaidToBeDamaged() throws Exception {
    EmbeddedStore.open(folder).close();
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 100, bytes.length, (byte) 0x5a);
    Files.write(file, bytes);

    CommandRun run = CommandRun.of("history", "show", "--store", folder);

    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "aks-guard: cannot read "
                + file
                + ": the file is damaged; put a copy of it in its place\n");
  }

  @Test
  void emptyFile_isANewStore() throws Exception {
    Files.createFile(file);

    assertThat(CommandRun.of("config", "push", SAMPLE, "--store", folder).code()).isZero();
    assertThat(CommandRun.of("config", "show", "--store", folder).code()).isZero();
  }

  private static void delete(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      for (Path each : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }
}
