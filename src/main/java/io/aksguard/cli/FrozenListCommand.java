package io.aksguard.cli;

import io.aksguard.intent.Phase;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard frozen list}. */
@Command(
    name = "list",
    description = "Lists the fixes that somebody keeps changing back.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, not signed in, not allowed, an app that does not answer,",
      "  or a cluster whose history is damaged",
      "0:otherwise"
    })
final class FrozenListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final FixList list = new FixList();

  @Option(
      names = "--all",
      description = "also what failed, was rejected, has expired, was undone, or needs a person")
  private boolean all;

  private final Outside outside;

  FrozenListCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    return all
        ? list.show(
            spec,
            outside,
            Phase.GIVEN_UP.stream().sorted().toList(),
            number -> Amount.of(number, "fix was", "fixes were") + " given up")
        : list.show(
            spec,
            outside,
            List.of(Phase.FROZEN),
            number -> Amount.of(number, "fix is", "fixes are") + " frozen");
  }
}
