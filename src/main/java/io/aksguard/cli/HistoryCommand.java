package io.aksguard.cli;

import java.io.OutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aks-guard history}. */
@Command(
    name = "history",
    description = "Shows, verifies and exports what was recorded.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class HistoryCommand {
  private HistoryCommand() {}

  /**
   * @param out where an export goes without --output
   */
  static CommandLine line(OutputStream out) {
    return new CommandLine(new HistoryCommand())
        .addSubcommand(new HistoryShowCommand())
        .addSubcommand(new HistoryAsOfCommand())
        .addSubcommand(new HistoryPlanCommand())
        .addSubcommand(new HistoryVerifyCommand())
        .addSubcommand(new HistoryExportCommand(out));
  }
}
