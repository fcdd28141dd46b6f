package io.aksguard.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small export in a folder: of cluster {@code prod} k8s-rbac-enabled (high) passes,
 * local-accounts-disabled (high), api-run-command-disabled (medium) and image-cleaner-on (low)
 * fail, and nothing is known of delete-lock-present (low).
 */
record Export(Path folder) {
  static final String GROUP =
      "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg";
  static final String PROD = GROUP + "/providers/Microsoft.ContainerService/managedClusters/prod";

  static Export in(Path folder) {
    return new Export(folder).with("prod.json", cluster("prod"));
  }

  static String cluster(String name) {
    return """
        {"id":"%s","name":"%s","type":"Microsoft.ContainerService/managedClusters","location":"westeurope",
         "properties":{"enableRBAC":true,"kubernetesVersion":"1.33.1","publicNetworkAccess":"Enabled",
          "agentPoolProfiles":[{"name":"system","mode":"System","count":3,"vmSize":"Standard_D4s_v5"}]}}
        """
        .formatted(PROD.replace("/prod", "/" + name), name);
  }

  Export with(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }
}
