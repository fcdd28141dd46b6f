package io.aksguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard export}. */
@Command(
    name = "export",
    description = "Writes what Azure answers into a folder, for audit --input.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, or something that was asked for could not be read",
      "0:otherwise"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final LiveOptions live = new LiveOptions();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      converter = Paths.class,
      description = "a folder that is empty or not there yet")
  private Path output;

  private final Outside outside;

  ExportCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() throws IOException {
    if (Files.exists(output) && !isEmpty(output)) {
      throw new UsageException("--output: " + output + " is no empty folder");
    }
    LiveRead read =
        LiveRead.into(output, live.readers(outside), live.clusters(), outside.clock().instant());
    read.lines()
        .forEach(
            line -> Failures.say(spec.commandLine().getErr(), line.path() + ": " + line.reason()));
    spec.commandLine()
        .getOut()
        .println(Amount.of(read.clusters(), "cluster") + " exported to " + output);
    boolean isPartial = !read.lines().isEmpty() || read.clusters() == 0;
    return isPartial ? Main.UNUSABLE : 0;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
