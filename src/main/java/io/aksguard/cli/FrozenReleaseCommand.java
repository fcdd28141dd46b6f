package io.aksguard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aks-guard frozen release}. */
@Command(
    name = "release",
    description = {
      "Approves a fix that was given up: it is tried again, and how often somebody has changed it",
      "back is forgotten."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {Decision.UNUSABLE, Decision.TOO_LATE, "0:approved"})
final class FrozenReleaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final Decision decision = new Decision();
  private final Outside outside;

  FrozenReleaseCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    return decision.say(spec, outside, "release", "");
  }
}
