package io.aksguard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard controls lint}. */
@Command(
    name = "lint",
    description = "Finds all mistakes in a folder of controls, and cases that are missing.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, or a folder that cannot be read",
      "1:mistakes were found",
      "0:none was found"
    })
final class ControlsLintCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "src/controls",
      description = "beside the built-in controls; default: ${DEFAULT-VALUE}")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    ControlFolder read = ControlFolder.read(folder);
    PrintWriter out = spec.commandLine().getOut();
    read.problems().forEach(out::println);
    out.printf(
        "%s, %s%n",
        Amount.of(read.controls().size(), "control"), Amount.of(read.problems().size(), "problem"));
    return read.problems().isEmpty() ? 0 : 1;
  }
}
