package io.aksguard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aks-guard inbox}. */
@Command(
    name = "inbox",
    description = "Shows what waits to be worked on, and puts parked events back.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class InboxCommand {
  private InboxCommand() {}

  static CommandLine line(Outside outside) {
    return new CommandLine(new InboxCommand())
        .addSubcommand(new InboxListCommand(outside))
        .addSubcommand(new InboxReplayCommand(outside));
  }
}
