package io.aksguard.lab;

import java.util.Set;

/**
 * The parent of an app's class loader: it knows what the worker shares with apps (the JDK, and of
 * the Functions libraries core and spi), the driver of the embedded store, and nothing else that
 * happens to be on the class path here.
 *
 * <p>The driver is not shipped with the app; here its folder is the default. All hosts of a process
 * share one: each loader would bring a native library of its own, and two copies of SQLite in one
 * process do not see each other's locks and damage the file (sqlite.org/howtocorrupt.html, 2.2.1).
 */
final class WorkerApi extends ClassLoader {
  private static final Set<String> SHARED =
      Set.of(
          "com.microsoft.azure.functions",
          "com.microsoft.azure.functions.cache",
          "com.microsoft.azure.functions.spi.inject",
          "com.microsoft.azure.functions.internal.spi.middleware");
  private static final String STORE_DRIVER = "org.sqlite.";

  WorkerApi() {
    super("worker-api", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    if (name.startsWith(STORE_DRIVER) || (dot > 0 && SHARED.contains(name.substring(0, dot)))) {
      return WorkerApi.class.getClassLoader().loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
