package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.app.Stores;
import picocli.CommandLine.Option;

/** Where the ledger, the inbox and the configuration are kept. */
final class StoreOptions {
  @Option(
      names = "--store",
      required = true,
      paramLabel = "WHERE",
      defaultValue = "${env:AKS_GUARD_STORE}",
      description = {
        "a folder, https://NAME.table.core.windows.net, or a connection string;",
        "default: AKS_GUARD_STORE of the environment"
      })
  private String where;

  /** Opens the store, and makes it where it is not there yet. */
  OpenStore open() {
    try {
      return Stores.open(where);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--store: " + e.getMessage());
    }
  }

  /** Opens the store that is there. */
  OpenStore existing() {
    try {
      return Stores.existing(where);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--store: " + e.getMessage());
    }
  }
}
