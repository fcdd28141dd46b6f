package io.aksguard.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aks-guard reviews}. */
@Command(
    name = "reviews",
    description = "Lists the periodic reviews, and signs them off.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class ReviewsCommand {
  private ReviewsCommand() {}

  static CommandLine line(Outside outside) {
    return new CommandLine(new ReviewsCommand())
        .addSubcommand(new ReviewsListCommand())
        .addSubcommand(new ReviewsSignCommand(outside));
  }

  /** What a review covers; each is signed off by itself. */
  enum Kind {
    CONFIGURATION,
    ACCESS,
    NETWORK;

    /** As it is kept. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
