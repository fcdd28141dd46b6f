package io.aksguard.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Where a report goes: standard output, or a file that is replaced only by a whole report. */
final class Destination implements AutoCloseable {
  private final OutputStream stream;
  private final @Nullable Path file;
  private final @Nullable Path unfinished;

  private Destination(OutputStream stream, @Nullable Path file, @Nullable Path unfinished) {
    this.stream = stream;
    this.file = file;
    this.unfinished = unfinished;
  }

  static Destination of(@Nullable Path file, OutputStream out) throws IOException {
    if (file == null) {
      return new Destination(out, null, null);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("--output: there is no folder " + folder);
    }
    Path unfinished = Files.createTempFile(folder, ".aks-guard", ".tmp");
    return new Destination(
        new BufferedOutputStream(Files.newOutputStream(unfinished)), file, unfinished);
  }

  OutputStream stream() {
    return stream;
  }

  boolean colour() {
    return file == null && System.getenv("NO_COLOR") == null && Terminal.is(Terminal.OUT);
  }

  /** The report is whole. */
  void commit() throws IOException {
    stream.flush();
    if (file != null && unfinished != null) {
      stream.close();
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    if (unfinished != null) {
      stream.close();
      Files.deleteIfExists(unfinished);
    }
  }
}
