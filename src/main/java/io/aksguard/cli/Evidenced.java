package io.aksguard.cli;

import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evidence from files: those that were given, or those that Azure's answers were written to. */
final class Evidenced implements AutoCloseable {
  private final Inputs inputs;
  private final List<InputLine> lines;
  private final @Nullable Path folder;

  private Evidenced(Inputs inputs, List<InputLine> lines, @Nullable Path folder) {
    this.inputs = inputs;
    this.lines = lines;
    this.folder = folder;
  }

  static Evidenced files(List<Path> paths, boolean assumeComplete) {
    return new Evidenced(Inputs.scan(paths, assumeComplete), List.of(), null);
  }

  /** Reads Azure into a folder that is deleted at the end. */
  static Evidenced live(LiveOptions live, Outside outside, boolean assumeComplete)
      throws IOException {
    Path folder = Files.createTempDirectory("aks-guard-live");
    try {
      LiveRead read =
          LiveRead.into(folder, live.readers(outside), live.clusters(), outside.clock().instant());
      Inputs inputs = Inputs.scan(List.of(folder), assumeComplete).shownFrom(folder);
      return new Evidenced(inputs, read.lines(), folder);
    } catch (RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  Inputs inputs() {
    return inputs;
  }

  /** What could not be read from Azure. */
  List<InputLine> lines() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
