package io.aksguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Exports of one cluster, {@code shop}, that tell when they were read. */
final class Snapshot {
  static final String CLUSTER =
      "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg/providers/"
          + "Microsoft.ContainerService/managedClusters/shop";

  private Snapshot() {}

  static Path in(Path folder, String observedAt, boolean localAccounts) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("snapshot.json"),
        """
        {"schema": "aks-guard/snapshot/v1", "observedAt": "%s", "complete": ["cluster"], "gaps": []}
        """
            .formatted(observedAt));
    Files.writeString(
        folder.resolve("page.json"),
        """
        {"value": [{"id": "%s", "name": "shop", "type": "Microsoft.ContainerService/managedClusters",
          "location": "westeurope", "properties": {"disableLocalAccounts": %s,
          "provisioningState": "Succeeded", "agentPoolProfiles": []}}]}
        """
            .formatted(CLUSTER, !localAccounts));
    return folder;
  }
}
