package io.aksguard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aks-guard approvals approve}. */
@Command(
    name = "approve",
    description =
        "Approves exactly what the list shows under this id; another plan has another id.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {Decision.UNUSABLE, Decision.TOO_LATE, "0:approved"})
final class ApprovalsApproveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final Decision decision = new Decision();
  private final Outside outside;

  ApprovalsApproveCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    return decision.say(spec, outside, "approve", "");
  }
}
