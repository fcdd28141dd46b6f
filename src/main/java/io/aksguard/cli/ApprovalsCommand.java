package io.aksguard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aks-guard approvals}. */
@Command(
    name = "approvals",
    description = "Shows the fixes that wait for a person, and decides about them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class ApprovalsCommand {
  private ApprovalsCommand() {}

  static CommandLine line(Outside outside) {
    return new CommandLine(new ApprovalsCommand())
        .addSubcommand(new ApprovalsListCommand(outside))
        .addSubcommand(new ApprovalsApproveCommand(outside))
        .addSubcommand(new ApprovalsRejectCommand(outside));
  }
}
