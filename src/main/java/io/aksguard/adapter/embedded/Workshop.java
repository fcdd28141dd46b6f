package io.aksguard.adapter.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where files are written before they get their name, so that nobody ever sees half of one. On the
 * file system of the names themselves.
 */
final class Workshop {
  /** A process that still writes a file of this age does not exist. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;

  private Workshop(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder where it is missing, and clears it of what killed processes have left. */
  static Workshop in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Workshop workshop = new Workshop(folder);
    workshop.clear();
    return workshop;
  }

  /**
   * Puts the body under that name, or leaves what is there. A link is made or refused in one step
   * whatever other processes do; a rename would replace.
   *
   * @return whether the name is new
   */
  boolean place(byte[] body, Path name) throws IOException {
    Path file = Files.createTempFile(folder, "", "");
    try {
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(body);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.createDirectories(name.getParent());
      Files.createLink(name, file);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Ages are told by a file of now: the clock of the disk is the one that counts. */
  private void clear() throws IOException {
    Path now = Files.createTempFile(folder, "", "");
    Instant oldest = Files.getLastModifiedTime(now).toInstant().minus(ABANDONED);
    Files.delete(now);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      if (modified(file).toInstant().isBefore(oldest)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static FileTime modified(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return FileTime.from(Instant.MAX);
    }
  }
}
