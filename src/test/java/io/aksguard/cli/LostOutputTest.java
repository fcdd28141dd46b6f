package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Standard output that takes nothing: no command ends as if it had been read. */
class LostOutputTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("aksguard.basedir", ".")).resolve("src/samples/guard.yaml");

  @TempDir private Path folder;
  private Path store;

  @BeforeEach
  void record() throws IOException {
    store = folder.resolve("store");
    Path input = Snapshot.in(folder.resolve("in"), "2026-11-23T08:00:00Z", true);
    CommandRun audit =
        CommandRun.of("audit", "--input", input, "--record", store, "--fail-on", "never");
    assertThat(audit.code()).as(audit.err()).isZero();
    assertThat(CommandRun.of("config", "push", SAMPLE, "--store", store).code()).isZero();
    Files.createDirectories(folder.resolve("in"));
  }

  static Stream<String> commands() {
    return Stream.of(
        "--help",
        "--version",
        "history show --help",
        "controls list",
        "controls list --format json",
        "controls show local-accounts-disabled",
        "history show --store $store",
        "history as-of 2030-01-01T00:00:00Z --store $store",
        "history as-of 2030-01-01T00:00:00Z --format json --store $store",
        "history plan --store $store",
        "history verify --store $store",
        "history export --store $store",
        "history export --format csv --store $store",
        "inbox list --store $store",
        "reviews list --store $store",
        "waivers list --store $store",
        "config show --store $store",
        "config show --versions --store $store",
        "config push $sample --store $store",
        "waivers end W-1 --store $store");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fullDevice_isSaid(String command) {
    StringWriter err = new StringWriter();

    int code = run(command, new Refusing("No space left on device"), err);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("aks-guard: the output could not be written: No space left on device\n");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void readerThatLeaves_isNoTrouble_andNoSuccess(String command) {
    StringWriter err = new StringWriter();

    assertThat(run(command, new Refusing("Broken pipe"), err)).isEqualTo(2);
    assertThat(err.toString()).isEmpty();
  }

  private int run(String command, OutputStream out, StringWriter err) {
    String[] words =
        Stream.of(command.split(" "))
            .map(word -> word.replace("$store", store.toString()))
            .map(word -> word.replace("$sample", SAMPLE.toString()))
            .toArray(String[]::new);
    return Main.run(out, new PrintWriter(err), words);
  }

  /** As a device without room: only what is flushed finds out. */
  private static final class Refusing extends OutputStream {
    private final String message;

    private Refusing(String message) {
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(message);
    }
  }
}
