package io.aksguard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aks-guard stop}. */
@Command(
    name = "stop",
    description = "Holds every fix at once.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class StopCommand {
  private StopCommand() {}

  static CommandLine line(Outside outside) {
    return new CommandLine(new StopCommand()).addSubcommand(new StopAllCommand(outside));
  }
}
