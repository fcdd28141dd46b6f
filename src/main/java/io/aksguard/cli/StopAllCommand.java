package io.aksguard.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard stop all}. */
@Command(
    name = "all",
    description = {
      "Holds every fix at once. What Azure has accepted already is still watched, verified, and",
      "taken back where it did not help."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, not signed in, not allowed, or an app that does not answer",
      "0:stopped"
    })
final class StopAllCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final AppOptions app = new AppOptions();

  @Option(names = "--reason", defaultValue = "", description = "a sentence for those who ask why")
  private String reason;

  private final Outside outside;

  StopAllCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    new AppOperation(
            app.client(outside).post(AppOperation.ROUTE, Map.of("do", "stop", "reason", reason)))
        .show(spec.commandLine().getOut());
    return 0;
  }
}
