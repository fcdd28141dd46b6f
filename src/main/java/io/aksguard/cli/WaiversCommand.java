package io.aksguard.cli;

import picocli.CommandLine.Command;

/** {@code aks-guard waivers}. */
@Command(
    name = "waivers",
    description = "Adds, ends and lists the waivers that are in force.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {WaiversAddCommand.class, WaiversEndCommand.class, WaiversListCommand.class})
final class WaiversCommand {}
