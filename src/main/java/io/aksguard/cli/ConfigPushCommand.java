package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.deployed.Bundle;
import io.aksguard.deployed.ConfigStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard config push}. */
@Command(
    name = "push",
    description =
        "Checks guard.yaml and controls, runs their cases, and puts them in force from the next assessment.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, mistakes in the files, or a store that cannot be used: nothing was changed;",
      "  or the change was made, and the output could not be written",
      "1:a case gives something else, or a kind of case is missing; nothing was changed",
      "0:in force"
    })
final class ConfigPushCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();

  @Parameters(paramLabel = "FILE", converter = Paths.class, description = "guard.yaml")
  private Path file;

  @Option(
      names = "--controls",
      paramLabel = "DIR",
      converter = Paths.class,
      description = "folder of controls of your own; without it there are none")
  private @Nullable Path controls;

  @Override
  public Integer call() throws IOException, AuthorException {
    Bundle bundle = bundle();
    ConfigStore.check(bundle, Catalogue.builtIn());
    if (controls != null && !agrees(controls)) {
      return 1;
    }
    try (OpenStore open = store.open()) {
      spec.commandLine()
          .getOut()
          .println("in force: " + Configs.line(Configs.of(open).push(bundle, "pushed")));
    }
    return 0;
  }

  /** Whether the controls say what their own cases expect, and have all kinds of case. */
  private boolean agrees(Path folder) throws IOException, AuthorException {
    ControlFolder read = ControlFolder.read(folder);
    Catalogue catalogue = read.catalogue();
    if (catalogue == null) {
      throw new AuthorException(read.problems());
    }
    read.controls().forEach(control -> read.run(control, catalogue));
    PrintWriter err = spec.commandLine().getErr();
    read.problems().forEach(problem -> err.println(Failures.oneLine(problem.toString())));
    if (!read.problems().isEmpty()) {
      Failures.say(err, "nothing was pushed: controls test " + folder + " runs the cases alone");
    }
    return read.problems().isEmpty();
  }

  private Bundle bundle() throws IOException {
    String guard = GuardText.of("FILE", file);
    Map<String, String> files = controls == null ? Map.of() : files(controls);
    try {
      return new Bundle(guard, files);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("--controls: there is no folder " + folder);
    }
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String label = folder.relativize(path).toString().replace('\\', '/');
        if (Bundle.takes(label)) {
          files.put(label, text(path));
        }
      }
    }
    if (files.isEmpty()) {
      throw new UsageException("--controls: there are no controls in " + folder);
    }
    return files;
  }

  private static String text(Path path) throws IOException {
    try {
      if (Files.size(path) > Bundle.LARGEST) {
        throw new UsageException("--controls: " + path + " is over 8 MB");
      }
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new UsageException("--controls: " + path + " is no UTF-8 text");
    }
  }
}
