package io.aksguard.app;

import java.nio.file.Path;
import java.util.Map;

/**
 * The app settings.
 *
 * @param snapshot folder of exported resources, {@code AKS_GUARD_SNAPSHOT}
 */
public record Settings(Path snapshot) {

  /**
   * @param environment the process's environment
   * @throws IllegalStateException naming the setting that is missing
   */
  public static Settings of(Map<String, String> environment) {
    String snapshot = environment.get("AKS_GUARD_SNAPSHOT");
    if (snapshot == null || snapshot.isBlank()) {
      throw new IllegalStateException(
          "app setting AKS_GUARD_SNAPSHOT is missing: the folder that evidence is read from");
    }
    return new Settings(Path.of(snapshot));
  }
}
