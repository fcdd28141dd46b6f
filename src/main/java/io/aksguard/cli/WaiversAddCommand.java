package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.config.GuardEdit;
import io.aksguard.config.Waiver;
import io.aksguard.control.AuthorException;
import io.aksguard.deployed.Bundle;
import io.aksguard.deployed.ConfigStore;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard waivers add}. */
@Command(
    name = "add",
    description = "Lays a waiver over failures, as a new version of the guard.yaml in force.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, or a store that cannot be used: nothing was changed;",
      "  or the change was made, and the output could not be written",
      "0:in force"
    })
final class WaiversAddCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();

  @Option(names = "--id", required = true, description = "your own name for it, in reports")
  private String id;

  @Option(names = "--control", required = true, paramLabel = "ID", description = "one control")
  private String control;

  @Option(
      names = "--resource",
      required = true,
      paramLabel = "PATTERN",
      description = "ARM ids or names; * is any text")
  private String resource;

  @Option(
      names = "--subject",
      defaultValue = "*",
      paramLabel = "PATTERN",
      description = "the pool, rule or object; default: ${DEFAULT-VALUE}")
  private String subject;

  @Option(names = "--owner", required = true, description = "who answers for it")
  private String owner;

  @Option(names = "--reason", required = true, description = "in a sentence")
  private String reason;

  @Option(
      names = "--expires",
      required = true,
      paramLabel = "DAY",
      description = "the last day it counts, in UTC, such as 2027-01-31")
  private String expires;

  private final Outside outside;

  WaiversAddCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() throws AuthorException {
    Waiver waiver = new Waiver(id, control, resource, subject, owner, reason, day());
    AtomicBoolean kept = new AtomicBoolean();
    try (OpenStore open = store.open()) {
      ConfigStore configs = Configs.of(open);
      var version =
          configs.edit(
              current -> {
                Bundle bundle = current.orElse(new Bundle(GuardEdit.EMPTY, Map.of()));
                GuardEdit edit = GuardEdit.add(bundle.guard(), waiver, configs.catalogue(bundle));
                kept.set(edit.keptComments());
                return bundle.with(edit.text());
              },
              "added waiver " + id);
      Configs.tell(spec.commandLine(), version, kept.get());
    }
    return 0;
  }

  private LocalDate day() {
    LocalDate day;
    try {
      day = LocalDate.parse(expires);
    } catch (DateTimeException e) {
      throw new UsageException("--expires: '" + expires + "' is no day such as 2027-01-31");
    }
    LocalDate today = LocalDate.ofInstant(outside.clock().instant(), ZoneOffset.UTC);
    if (day.isBefore(today)) {
      throw new UsageException(
          "--expires: %s is over, today is %s in UTC; name today or a later day"
              .formatted(day, today));
    }
    return day;
  }
}
