package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.control.Catalogue;
import io.aksguard.deployed.ConfigStore;
import io.aksguard.deployed.Version;
import java.time.Clock;
import picocli.CommandLine;

/** The configuration in a store, for the commands that show and change it. */
final class Configs {
  private Configs() {}

  static ConfigStore of(OpenStore open) {
    return new ConfigStore(
        open.store().index(), open.store().config(), Catalogue.builtIn(), Clock.systemUTC());
  }

  /** What a command that changes the configuration has done. */
  static void tell(CommandLine line, Version version, boolean keptComments) {
    line.getOut().println("in force: " + line(version));
    if (!keptComments) {
      Failures.say(line.getErr(), "guard.yaml was written anew: its comments are lost");
    }
  }

  static String line(Version version) {
    return "version %d of %s, %s: %s"
        .formatted(version.seq(), version.at(), version.digest(), version.note());
  }
}
