package io.aksguard.evidence.input;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The files of the inputs in a fixed order; a file named twice is read once. */
final class FileTree {
  private FileTree() {}

  /**
   * @param lines receives a line for each path that gives no file
   * @return each file with the input that it was found in
   */
  static Map<Path, Path> files(List<Path> inputs, Consumer<InputLine> lines) {
    Map<Path, Path> files = new LinkedHashMap<>();
    for (Path input : inputs) {
      List<Path> found = new ArrayList<>();
      if (Files.isDirectory(input)) {
        walk(input, found, lines);
      } else {
        found.add(input);
      }
      found.forEach(file -> files.putIfAbsent(file, input));
    }
    return files;
  }

  private static void walk(Path folder, List<Path> files, Consumer<InputLine> lines) {
    List<Path> found = new ArrayList<>();
    List<InputLine> troubles = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new Visitor(folder, found, troubles));
    } catch (IOException e) {
      troubles.add(new InputLine(folder.toString(), InputLine.Status.ERROR, reason(e)));
    }
    found.sort(null);
    if (found.isEmpty() && troubles.isEmpty()) {
      troubles.add(
          new InputLine(
              folder.toString(), InputLine.Status.ERROR, "there is no JSON or YAML file in it"));
    }
    files.addAll(found);
    troubles.forEach(lines);
  }

  /** One sentence for what the file system said. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission to read it";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof FileSystemLoopException) {
      return "a link that leads back to a folder above it; not followed";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path top;
    private final List<Path> found;
    private final List<InputLine> troubles;

    private Visitor(Path top, List<Path> found, List<InputLine> troubles) {
      this.top = top;
      this.found = found;
      this.troubles = troubles;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean hidden = String.valueOf(folder.getFileName()).startsWith(".") && !folder.equals(top);
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = String.valueOf(file.getFileName());
      if (name.matches("(?i).*\\.(json|ya?ml|ndjson|jsonl)")) {
        found.add(file);
      } else if (!name.startsWith(".")) {
        troubles.add(
            new InputLine(
                file.toString(), InputLine.Status.IGNORED, "neither JSON nor YAML by its name"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      InputLine.Status status =
          e instanceof FileSystemLoopException ? InputLine.Status.IGNORED : InputLine.Status.ERROR;
      troubles.add(new InputLine(file.toString(), status, reason(e)));
      return FileVisitResult.CONTINUE;
    }
  }
}
