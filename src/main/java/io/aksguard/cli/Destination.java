package io.aksguard.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.UUID;
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

  /**
   * @throws UsageException where no report can be written there
   */
  static Destination of(@Nullable Path given, OutputStream out) throws IOException {
    if (given == null) {
      return new Destination(out, null, null);
    }
    if (Files.exists(given) && !Files.isDirectory(given) && !Files.isRegularFile(given)) {
      // A device or a pipe cannot be replaced, only written to.
      return new Destination(open(given, given, StandardOpenOption.WRITE), null, null);
    }
    Path file = Files.exists(given) ? given.toRealPath() : given.toAbsolutePath();
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new UsageException("--output: " + given + " is a folder; name a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException("--output: there is no folder " + folder + "; make it first");
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new UsageException("--output: no permission to write " + given);
    }
    Path unfinished = folder.resolve(".aks-guard-" + UUID.randomUUID() + ".tmp");
    return new Destination(
        open(unfinished, given, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        file,
        unfinished);
  }

  private static OutputStream open(Path path, Path given, StandardOpenOption... options) {
    try {
      return new BufferedOutputStream(Files.newOutputStream(path, options), 1 << 16);
    } catch (IOException e) {
      throw new UsageException(
          "--output: no file can be written at " + given + "; name one in a folder of yours");
    }
  }

  /**
   * Refuses to replace what the audit reads.
   *
   * @throws UsageException naming the file
   */
  void spare(Collection<Path> read) throws IOException {
    for (Path path : read) {
      if (file != null
          && Files.exists(file)
          && Files.exists(path)
          && Files.isSameFile(file, path)) {
        throw new UsageException(
            "--output: " + path + " is what the audit reads; name another file");
      }
    }
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
      try {
        stream.close();
      } finally {
        Files.deleteIfExists(unfinished);
      }
    }
  }
}
