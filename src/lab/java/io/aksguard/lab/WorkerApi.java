package io.aksguard.lab;

import java.util.Set;

/**
 * The parent of an app's class loader: it knows what the worker shares with apps (the JDK, and of
 * the Functions libraries core and spi) and nothing else that happens to be on the class path here.
 */
final class WorkerApi extends ClassLoader {
  private static final Set<String> SHARED =
      Set.of(
          "com.microsoft.azure.functions",
          "com.microsoft.azure.functions.cache",
          "com.microsoft.azure.functions.spi.inject",
          "com.microsoft.azure.functions.internal.spi.middleware");

  WorkerApi() {
    super("worker-api", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    if (dot > 0 && SHARED.contains(name.substring(0, dot))) {
      return WorkerApi.class.getClassLoader().loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
