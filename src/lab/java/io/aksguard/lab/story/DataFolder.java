package io.aksguard.lab.story;

import io.aksguard.lab.tenant.UnusableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that one laboratory at a time keeps everything in. */
final class DataFolder implements AutoCloseable {
  private static final String LOCK = "lab.lock";
  private static final String LOG = "lab.log";
  private static final String TENANT = "tenant";

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * A folder that keeps what an earlier laboratory has left in it.
   *
   * @throws UnusableException when it is none, holds something else, or another laboratory runs
   *     there
   */
  static DataFolder kept(Path folder) throws UnusableException {
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new UnusableException(folder + " is a file: name a folder with --data");
      }
      Files.createDirectories(folder);
      List<String> found = names(folder);
      found.removeAll(List.of(LOCK, LOG));
      if (!found.isEmpty() && !found.contains(TENANT)) {
        throw new UnusableException(
            folder + " holds something else than a laboratory: name a new folder with --data");
      }
      return locked(folder);
    } catch (UnusableException e) {
      throw e;
    } catch (IOException e) {
      throw new UnusableException(
          folder
              + " cannot be used ("
              + UnusableException.reason(e)
              + "): name another with --data");
    }
  }

  /** The same, but what an earlier laboratory has left goes. */
  static DataFolder emptied(Path folder) throws UnusableException {
    DataFolder kept = kept(folder);
    try {
      kept.removeAll(folder);
    } catch (IOException e) {
      kept.close();
      throw new UnusableException(
          folder + " cannot be emptied (" + UnusableException.reason(e) + "): see to it");
    }
    return kept;
  }

  private static DataFolder locked(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new UnusableException(
          "another laboratory runs in " + folder + ": end it, or name another folder with --data");
    }
    return new DataFolder(folder, channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.map(each -> each.getFileName().toString()).toList());
    }
  }

  private void removeAll(Path below) throws IOException {
    Path held = folder.resolve(LOCK);
    try (Stream<Path> files = Files.walk(below)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        if (!each.equals(folder) && !each.equals(held)) {
          Files.delete(each);
        }
      }
    }
  }

  Path path() {
    return folder;
  }

  Path log() {
    return folder.resolve(LOG);
  }

  /** Whether there is a tenant to go on with. */
  boolean isKnown() {
    return Files.exists(folder.resolve(TENANT).resolve("tenant.json"));
  }

  /** A folder inside, without what was in it. */
  Path anew(String name) throws IOException {
    Path inner = folder.resolve(name);
    if (Files.exists(inner)) {
      removeAll(inner);
    }
    return inner;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      // Its process ends, and the lock with it.
    }
  }
}
