package io.aksguard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aks-guard breaker}. */
@Command(
    name = "breaker",
    description = "Shows what is at risk and which fixes were stopped, and lets them go on.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class BreakerCommand {
  private BreakerCommand() {}

  static CommandLine line(Outside outside) {
    return new CommandLine(new BreakerCommand())
        .addSubcommand(new BreakerStatusCommand(outside))
        .addSubcommand(new BreakerResetCommand(outside));
  }
}
