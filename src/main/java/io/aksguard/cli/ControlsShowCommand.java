package io.aksguard.cli;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.report.catalogue.ControlText;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard controls show}. */
@Command(
    name = "show",
    description = "Tells all about one control.",
    mixinStandardHelpOptions = true)
final class ControlsShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final OwnControls own = new OwnControls();

  @Parameters(paramLabel = "ID", description = "as 'controls list' shows it")
  private String id;

  @Override
  public Integer call() throws IOException, AuthorException {
    Catalogue catalogue = own.catalogue();
    Control control =
        catalogue.controls().stream()
            .filter(each -> each.id().equals(id))
            .findAny()
            .orElseThrow(() -> new UsageException(unknown(catalogue)));
    spec.commandLine().getOut().print(ControlText.of(catalogue, control));
    return 0;
  }

  private String unknown(Catalogue catalogue) {
    List<String> near = NearNames.of(id, catalogue.controls().stream().map(Control::id).toList());
    return "there is no control '"
        + id
        + "'; "
        + (near.isEmpty()
            ? "aks-guard controls list shows them"
            : "did you mean " + String.join(", ", near) + "?");
  }
}
