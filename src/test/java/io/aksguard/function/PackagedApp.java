package io.aksguard.function;

import java.nio.file.Path;

/** The app as the build has packaged it. */
final class PackagedApp {
  static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));
  static final Path FOLDER = BASE.resolve("target/azure-functions/aks-guard");

  private PackagedApp() {}
}
