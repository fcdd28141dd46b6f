package io.aksguard.adapter;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the SDK from logging what is ordinary here: a conflict or an absent row is an error to it,
 * twice, and each body that is sent is worth a warning about its length. Whatever it cannot do is
 * thrown as well, and logged where it is finally caught.
 */
public final class SdkLog {
  /** Kept, since loggers that nobody holds are forgotten with their levels. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("com.azure.data.tables"),
          Logger.getLogger("com.azure.core"),
          Logger.getLogger("com.azure.storage"),
          Logger.getLogger("com.azure.messaging"));

  private static final List<Logger> ALL =
      List.of(
          Logger.getLogger("com.azure"),
          Logger.getLogger("com.microsoft.aad"),
          Logger.getLogger("reactor"));

  private SdkLog() {}

  /**
   * For a command line, whose standard error is the user's: all of the SDK, also what it logs of
   * every way to sign in that does not work.
   */
  public static void silence() {
    ALL.forEach(logger -> logger.setLevel(Level.OFF));
    quieten();
  }

  public static void quieten() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
  }
}
