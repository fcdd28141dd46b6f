package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.config.Waiver;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aks-guard waivers list}. */
@Command(
    name = "list",
    description = "Lists the waivers in force, those that end first on top.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"2:usage error, or a store that does not answer", "0:otherwise"})
final class WaiversListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();

  private final Outside outside;

  WaiversListCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    LocalDate today = LocalDate.ofInstant(outside.clock().instant(), ZoneOffset.UTC);
    try (OpenStore open = store.existing()) {
      List<Waiver> waivers =
          Configs.of(open).current().config().waivers().stream()
              .sorted((a, b) -> a.expires().compareTo(b.expires()))
              .toList();
      for (Waiver waiver : waivers) {
        out.printf(
            "%s  %s  %s  %s  %s  %s: %s%n",
            waiver.id(),
            (today.isAfter(waiver.expires()) ? "expired " : "until ") + waiver.expires(),
            waiver.control(),
            waiver.resource(),
            waiver.subject(),
            waiver.owner(),
            waiver.reason());
      }
      out.println(Amount.of(waivers.size(), "waiver"));
    }
    return 0;
  }
}
