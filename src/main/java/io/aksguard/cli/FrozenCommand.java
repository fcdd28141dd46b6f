package io.aksguard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aks-guard frozen}. */
@Command(
    name = "frozen",
    description = "Shows the fixes that were given up, and has them tried again.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class FrozenCommand {
  private FrozenCommand() {}

  static CommandLine line(Outside outside) {
    return new CommandLine(new FrozenCommand())
        .addSubcommand(new FrozenListCommand(outside))
        .addSubcommand(new FrozenReleaseCommand(outside));
  }
}
