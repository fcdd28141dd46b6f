package io.aksguard.storage;

/**
 * What is there is no store that this version can use: another program's, or of a newer version.
 * Nothing was changed. The message names the place and what to do.
 */
public final class ForeignStoreException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public ForeignStoreException(String message) {
    super(message);
  }
}
