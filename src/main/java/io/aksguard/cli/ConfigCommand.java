package io.aksguard.cli;

import picocli.CommandLine.Command;

/** {@code aks-guard config}. */
@Command(
    name = "config",
    description = "Puts guard.yaml and controls of your own in force, and shows what is.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ConfigPushCommand.class, ConfigShowCommand.class})
final class ConfigCommand {}
