package io.aksguard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aks-guard resume}. */
@Command(
    name = "resume",
    description = "Lets go on what stop has held.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class ResumeCommand {
  private ResumeCommand() {}

  static CommandLine line(Outside outside) {
    return new CommandLine(new ResumeCommand()).addSubcommand(new ResumeAllCommand(outside));
  }
}
