package io.aksguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a standard stream leads to a terminal. */
final class Terminal {
  static final int OUT = 1;
  static final int ERR = 2;

  private Terminal() {}

  /** Asks Linux for each stream by itself; elsewhere the JDK only knows all of them at once. */
  static boolean is(int stream) {
    Path link = Path.of("/proc/self/fd/" + stream);
    if (Files.isSymbolicLink(link)) {
      try {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
    return System.console() != null;
  }
}
