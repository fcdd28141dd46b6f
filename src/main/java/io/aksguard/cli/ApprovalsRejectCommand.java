package io.aksguard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard approvals reject}. */
@Command(
    name = "reject",
    description = "Rejects a fix; nobody is asked the same again as long as its failure lasts.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {Decision.UNUSABLE, Decision.TOO_LATE, "0:rejected"})
final class ApprovalsRejectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final Decision decision = new Decision();

  @Option(names = "--reason", defaultValue = "", description = "a sentence, kept in history")
  private String reason;

  private final Outside outside;

  ApprovalsRejectCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    return decision.say(spec, outside, "reject", reason);
  }
}
