package io.aksguard.adapter.embedded;

import io.aksguard.storage.Blobs;
import io.aksguard.storage.Limits;
import io.aksguard.storage.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One container as a folder. A folder inside is named with an equals sign at its end, which no name
 * of a blob has: else {@code a} and {@code a/b} could not both be there.
 */
final class FolderBlobs implements Blobs {
  private final Path root;
  private final Workshop workshop;

  FolderBlobs(Path root, Workshop workshop) {
    this.root = root;
    this.workshop = workshop;
  }

  @Override
  public boolean putIfAbsent(String name, byte[] body) {
    Path file = file(name);
    if (Files.exists(file)) {
      return false;
    }
    try {
      return workshop.place(body, file);
    } catch (IOException e) {
      throw Disk.refused("write", file, e);
    } catch (UnsupportedOperationException e) {
      throw new UnavailableException(
          "the file system of " + root + " has no hard links; name a folder on another one", e);
    }
  }

  @Override
  public Optional<byte[]> get(String name) {
    Path file = file(name);
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Disk.refused("read", file, e);
    }
  }

  @Override
  public List<String> list(String prefix) {
    Limits.prefix(prefix);
    Path folder = root;
    for (String whole : wholeSegments(prefix)) {
      folder = folder.resolve(whole + "=");
    }
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(this::name)
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw Disk.refused("list", folder, e);
    } catch (UncheckedIOException e) {
      throw Disk.refused("list", folder, e);
    }
  }

  private Path file(String name) {
    Limits.blob(name);
    return root.resolve(name.replace("/", "=/"));
  }

  private String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/').replace("=/", "/");
  }

  /** Names of folders that no blob can be in are left to the comparison. */
  private static List<String> wholeSegments(String prefix) {
    int end = prefix.lastIndexOf('/');
    List<String> segments = end < 0 ? List.of() : List.of(prefix.substring(0, end).split("/", -1));
    return segments.stream().allMatch(s -> s.matches(".*[A-Za-z0-9_-]")) ? segments : List.of();
  }
}
