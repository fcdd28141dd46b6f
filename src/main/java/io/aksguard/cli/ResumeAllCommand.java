package io.aksguard.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aks-guard resume all}. */
@Command(
    name = "all",
    description = "Lets everything go on that stop all has held.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, not signed in, not allowed, or an app that does not answer",
      "1:somebody has stopped it again meanwhile",
      "0:it goes on"
    })
final class ResumeAllCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final AppOptions app = new AppOptions();

  private final Outside outside;

  ResumeAllCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    new AppOperation(app.client(outside).post(AppOperation.ROUTE, Map.of("do", "resume")))
        .show(spec.commandLine().getOut());
    return 0;
  }
}
