package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a report goes, and what is left where it cannot go there. */
class OutputTest {
  @TempDir private Path folder;
  private Path prod;

  @BeforeEach
  void export() {
    prod = Export.in(folder.resolve("in")).file("prod.json");
  }

  @Test
  void output_isWrittenWhole_andReplacesAnOlderOne() throws IOException {
    Path report = Files.writeString(folder.resolve("report.json"), "older");

    CommandRun run =
        CommandRun.of("audit", "--input", prod, "--format", "json", "--output", report);

    assertThat(run).isEqualTo(new CommandRun(1, "", ""));
    assertThat(Files.readString(report)).startsWith("{").endsWith("}\n");
    assertThat(names()).containsExactlyInAnyOrder("in", "report.json");
  }

  @Test
  void olderReportAmongTheInputs_isReplaced() throws IOException {
    Path report = prod.resolveSibling("report.json");
    Object[] line = {"audit", "--input", prod.getParent(), "--format", "json", "--output", report};

    CommandRun.of(line);
    String first = Files.readString(report);
    CommandRun run = CommandRun.of(line);

    assertThat(run.code()).isEqualTo(1);
    assertThat(Files.readString(report)).isNotEqualTo(first).contains("\"ignored\"");
  }

  @Test
  void link_isKept_andItsTargetReplaced() throws IOException {
    Path target = Files.writeString(folder.resolve("target.txt"), "older");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), target);

    CommandRun.of("audit", "--input", prod, "--output", link);

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(target)).contains("Summary");
  }

  @Test
  void device_isWrittenTo_andNotReplaced() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));

    CommandRun run = CommandRun.of("audit", "--input", prod, "--output", device);

    assertThat(run).isEqualTo(new CommandRun(1, "", ""));
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void folderWhereNothingCanBeWritten_isNamed() {
    assumeTrue(Files.isDirectory(Path.of("/proc")));

    CommandRun run = CommandRun.of("audit", "--input", prod, "--output", "/proc/report.json");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "aks-guard: --output: no file can be written at /proc/report.json; "
                + "name one in a folder of yours\n");
  }

  @Test
  void auditThatFails_leavesTheOlderReport() throws IOException {
    Path report = Files.writeString(folder.resolve("report.txt"), "older");
    Path controls = folder.resolve("controls");
    Files.createDirectories(controls.resolve("a"));
    Files.writeString(controls.resolve("a/control.yaml"), "id: [");

    CommandRun run =
        CommandRun.of("audit", "--input", prod, "--output", report, "--controls-dir", controls);

    assertThat(run.code()).isEqualTo(2);
    assertThat(report).hasContent("older");
    assertThat(names()).containsExactlyInAnyOrder("in", "controls", "report.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "sarif", "junit", "csv"})
  void readerThatLeaves_isNoTrouble(String format) {
    StringWriter err = new StringWriter();

    int code = run(new Full(100, "Broken pipe"), err, format);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "sarif", "junit", "csv"})
  void fullDisk_isSaid(String format) {
    StringWriter err = new StringWriter();

    int code = run(new Full(100, "No space left on device"), err, format);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("aks-guard: the output could not be written: No space left on device\n");
  }

  private int run(OutputStream out, StringWriter err, String format) {
    return Main.run(
        new StandardOutput(out),
        new PrintWriter(err),
        "audit",
        "--input",
        prod.toString(),
        "--include",
        "all",
        "--format",
        format);
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      return left.map(path -> path.getFileName().toString()).toList().stream();
    }
  }

  /** Takes so many bytes and no more. */
  private static final class Full extends OutputStream {
    private final String message;
    private int left;

    private Full(int left, String message) {
      this.left = left;
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      if (left-- <= 0) {
        throw new IOException(message);
      }
    }
  }
}
