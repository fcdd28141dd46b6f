package io.aksguard.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The app settings.
 *
 * @param snapshot folder of exported resources, {@code AKS_GUARD_SNAPSHOT}
 */
public record Settings(Path snapshot) {
  private static final String SNAPSHOT = "AKS_GUARD_SNAPSHOT";

  /**
   * @param environment the process's environment
   * @throws IllegalStateException naming the setting that is missing or wrong
   */
  public static Settings of(Map<String, String> environment) {
    String snapshot = environment.get(SNAPSHOT);
    if (snapshot == null || snapshot.isBlank()) {
      throw new IllegalStateException(
          "app setting " + SNAPSHOT + " is missing: the folder that evidence is read from");
    }
    Path folder = Path.of(snapshot).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "app setting " + SNAPSHOT + " is '" + snapshot + "': there is no folder " + folder);
    }
    return new Settings(folder);
  }
}
