package io.aksguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.finding.Coverage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpoolTest {

  @Test
  void text_comesBackWhole() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String text = "é😀\n".repeat(100_000);

    try (Spool spool = new Spool()) {
      spool.write(text);
      spool.copyTo(out);
    }

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @Test
  void nothing_needsNoFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    try (Spool spool = new Spool()) {
      spool.copyTo(out);
    }

    assertThat(out.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "JUNIT"})
  void failedReport_leavesNoFile(Format format) throws IOException {
    Set<Path> before = spools();
    ReportWriter writer = Reports.of(format, Samples.head(), new Broken());
    writer.cluster(Samples.PROD, Samples.prod());

    assertThatThrownBy(() -> writer.end(Coverage.NONE, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");

    assertThat(spools()).isSubsetOf(before);
  }

  private static Set<Path> spools() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".spool"))
          .collect(Collectors.toSet());
    }
  }

  private static final class Broken extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("no space left");
    }
  }
}
