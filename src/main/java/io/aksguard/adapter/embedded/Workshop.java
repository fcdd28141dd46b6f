package io.aksguard.adapter.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
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

  private void clear() throws IOException {
    Instant oldest = now().minus(ABANDONED);
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

  /** Ages are told by a file of now: the clock of the disk is the one that counts. */
  private Instant now() throws IOException {
    Path now = Files.createTempFile(folder, "", "");
    try {
      return Files.getLastModifiedTime(now).toInstant();
    } finally {
      Files.delete(now);
    }
  }

  /**
   * Deletes files below that are older than this, and folders that have been empty for so long: a
   * younger one may have been made for a file that is about to come.
   */
  void expire(Path below, Duration age) throws IOException {
    if (!Files.isDirectory(below)) {
      return;
    }
    Instant oldest = now().minus(age);
    List<Path> old;
    try (Stream<Path> all = Files.walk(below)) {
      old = all.filter(path -> !path.equals(below) && isOlder(path, oldest)).toList();
    }
    for (int i = old.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(old.get(i));
      } catch (DirectoryNotEmptyException inUse) {
        // it holds what is younger
      }
    }
  }

  private static boolean isOlder(Path path, Instant oldest) {
    try {
      return modified(path).toInstant().isBefore(oldest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
