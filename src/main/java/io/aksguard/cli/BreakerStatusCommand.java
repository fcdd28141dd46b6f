package io.aksguard.cli;

import io.aksguard.evidence.JsonWriter;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aks-guard breaker status}. */
@Command(
    name = "status",
    description = {
      "Shows whether all was stopped, how many clusters are at risk (written, and not verified yet),",
      "and of each control version that was ever written what became of it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, not signed in, not allowed, or an app that does not answer",
      "0:otherwise"
    })
final class BreakerStatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final AppOptions app = new AppOptions();
  @Mixin private final HistoryForm form = new HistoryForm();
  private final Outside outside;

  BreakerStatusCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    AppOperation operation =
        new AppOperation(app.client(outside).get(AppOperation.ROUTE, Map.of()));
    if (form.isJson()) {
      out.println(JsonWriter.text(operation.json()));
    } else {
      operation.show(out);
    }
    return 0;
  }
}
