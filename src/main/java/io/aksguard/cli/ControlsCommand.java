package io.aksguard.cli;

import picocli.CommandLine.Command;

/** {@code aks-guard controls}. */
@Command(
    name = "controls",
    description = "Lists, shows and tests controls.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ControlsListCommand.class,
      ControlsShowCommand.class,
      ControlsTestCommand.class,
      ControlsLintCommand.class,
      ControlsDocsCommand.class
    })
final class ControlsCommand {}
