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

  private SdkLog() {}

  public static void quieten() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
  }
}
