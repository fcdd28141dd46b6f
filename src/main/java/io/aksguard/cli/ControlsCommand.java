package io.aksguard.cli;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.control.Control;
import io.aksguard.yaml.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard controls}. */
@Command(
    name = "controls",
    description = "Lists, shows and tests controls.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class ControlsCommand {
  @Spec CommandSpec spec;

  @Command(name = "test", description = "Runs the cases of a folder of controls.")
  int test(
      @Parameters(paramLabel = "DIR", defaultValue = "src/controls") Path folder,
      @Option(names = "--only", split = ",", description = "ids of controls") List<String> only)
      throws IOException, AuthorException {
    PrintWriter out = spec.commandLine().getOut();
    Catalogue catalogue = CatalogueFolder.load(folder);
    List<Problem> problems = new ArrayList<>();
    Cases cases = Cases.read(folder, problems);
    int agreed = 0;
    int controls = 0;
    for (Control control : catalogue.controls()) {
      if (only == null || only.contains(control.id())) {
        controls++;
        cases.lint(control);
        agreed += cases.run(control, catalogue);
      }
    }
    problems.stream().sorted().forEach(out::println);
    out.printf("%d controls, %d cases agree, %d problems%n", controls, agreed, problems.size());
    return problems.isEmpty() ? 0 : 1;
  }
}
