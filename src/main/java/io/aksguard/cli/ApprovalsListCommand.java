package io.aksguard.cli;

import io.aksguard.intent.Phase;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aks-guard approvals list}. */
@Command(
    name = "list",
    description = {
      "Lists the fixes that wait for an approval: the calls, what they do to what runs, who decides",
      "and why, until when, and what holds each beside that."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, not signed in, not allowed, an app that does not answer,",
      "  or a cluster whose history is damaged",
      "0:otherwise"
    })
final class ApprovalsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final FixList list = new FixList();
  private final Outside outside;

  ApprovalsListCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    return list.show(
        spec,
        outside,
        List.of(Phase.AWAITING_APPROVAL),
        number -> Amount.of(number, "fix waits", "fixes wait") + " for an approval");
  }
}
