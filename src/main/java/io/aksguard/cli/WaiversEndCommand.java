package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.config.GuardEdit;
import io.aksguard.control.AuthorException;
import io.aksguard.deployed.Bundle;
import io.aksguard.deployed.ConfigStore;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard waivers end}. */
@Command(
    name = "end",
    description = {
      "Takes a waiver out of the guard.yaml in force, as a new version;",
      "older versions keep it, and config show --versions lists them."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, no such waiver, or a store that cannot be used: nothing was changed;",
      "  or the change was made, and the output could not be written",
      "0:it has ended"
    })
final class WaiversEndCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();

  @Parameters(paramLabel = "ID", description = "the waiver's id")
  private String id;

  @Override
  public Integer call() throws AuthorException {
    AtomicBoolean kept = new AtomicBoolean();
    try (OpenStore open = store.existing()) {
      ConfigStore configs = Configs.of(open);
      var version =
          configs.edit(
              current -> {
                Bundle bundle = current.orElseThrow(this::unknown);
                GuardEdit edit = GuardEdit.end(bundle.guard(), id, configs.catalogue(bundle));
                if (edit.text().equals(bundle.guard())) {
                  throw unknown();
                }
                kept.set(edit.keptComments());
                return bundle.with(edit.text());
              },
              "ended waiver " + id);
      Configs.tell(spec.commandLine(), version, kept.get());
    }
    return 0;
  }

  private UsageException unknown() {
    return new UsageException("there is no waiver '" + id + "'");
  }
}
