package io.aksguard.cli;

import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard controls test}. */
@Command(
    name = "test",
    description = "Runs the cases of a folder of controls.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, or a folder that cannot be read",
      "1:a mistake, or a case that gives something else",
      "0:all cases agree"
    })
final class ControlsTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "src/controls",
      description = "beside the built-in controls; default: ${DEFAULT-VALUE}")
  private Path folder;

  @Option(names = "--only", split = ",", paramLabel = "ID", description = "only these controls")
  private List<String> only = List.of();

  @Override
  public Integer call() throws IOException {
    ControlFolder read = ControlFolder.read(folder);
    List<Control> controls =
        read.controls().stream().filter(c -> only.isEmpty() || only.contains(c.id())).toList();
    Catalogue catalogue = read.catalogue();
    int agreed = 0;
    if (catalogue != null) {
      refuseUnknown(read);
      for (Control control : controls) {
        agreed += read.run(control, catalogue);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    read.problems().forEach(out::println);
    out.printf(
        "%s, %s, %s%n",
        Amount.of(controls.size(), "control"),
        Amount.of(agreed, "case agrees", "cases agree"),
        Amount.of(read.problems().size(), "problem"));
    return read.problems().isEmpty() ? 0 : 1;
  }

  private void refuseUnknown(ControlFolder read) {
    List<String> ids = read.controls().stream().map(Control::id).toList();
    for (String id : only) {
      if (!ids.contains(id)) {
        throw new UsageException("--only: there is no control '" + id + "' in " + folder);
      }
    }
  }
}
