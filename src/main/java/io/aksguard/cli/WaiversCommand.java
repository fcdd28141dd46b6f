package io.aksguard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aks-guard waivers}. */
@Command(
    name = "waivers",
    description = "Adds, ends and lists the waivers that are in force.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class WaiversCommand {
  private WaiversCommand() {}

  static CommandLine line(Outside outside) {
    return new CommandLine(new WaiversCommand())
        .addSubcommand(new WaiversAddCommand(outside))
        .addSubcommand(new WaiversEndCommand())
        .addSubcommand(new WaiversListCommand(outside));
  }
}
