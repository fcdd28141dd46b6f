package io.aksguard.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard breaker reset}. */
@Command(
    name = "reset",
    description = "Closes the breaker of a control: somebody has looked at what had failed.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, not signed in, not allowed, or an app that does not answer",
      "1:no fix of it has failed",
      "0:closed"
    })
final class BreakerResetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final AppOptions app = new AppOptions();

  @Parameters(index = "0", paramLabel = "CONTROL", description = "its id")
  private String control;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "of the control, where fixes of several have failed")
  private @Nullable String version;

  private final Outside outside;

  BreakerResetCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    AppClient client = app.client(outside);
    String which =
        which(new AppOperation(client.get(AppOperation.ROUTE, Map.of())).failed(control));
    client.post(AppOperation.ROUTE, Map.of("do", "reset", "control", control, "version", which));
    spec.commandLine().getOut().println(control + " " + which + "  closed");
    return 0;
  }

  private String which(List<String> failed) {
    if (version == null ? failed.isEmpty() : !failed.contains(version)) {
      throw new NotDoneException(
          "no fix of %s%s has failed; aks-guard breaker status shows all"
              .formatted(control, version == null ? "" : " " + version));
    }
    if (version == null && failed.size() > 1) {
      throw new UsageException(
          "fixes of several versions have failed, name one: " + String.join(", ", failed));
    }
    return version == null ? failed.get(0) : version;
  }
}
