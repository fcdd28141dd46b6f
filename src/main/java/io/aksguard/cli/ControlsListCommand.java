package io.aksguard.cli;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Control;
import io.aksguard.report.catalogue.ControlList;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard controls list}. */
@Command(
    name = "list",
    description = "Lists controls.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ControlsListCommand implements Callable<Integer> {
  /** The ways to show a list. */
  enum Form {
    TABLE,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private final ControlSelection selection = new ControlSelection();

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
  private Form form;

  @Override
  public Integer call() throws IOException, AuthorException {
    List<Control> controls = selection.selected(selection.catalogue());
    String list = form == Form.JSON ? ControlList.json(controls) : ControlList.table(controls);
    spec.commandLine().getOut().print(list);
    return 0;
  }
}
