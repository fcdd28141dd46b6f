package io.aksguard.app;

import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.storage.UnavailableException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Opens a store by the words that users have for it. */
public final class Stores {
  private Stores() {}

  /**
   * Opens the store, and makes it where it is not there yet.
   *
   * @param where a folder
   * @throws IllegalArgumentException when it names no store
   * @throws UnavailableException when the store does not answer
   */
  public static OpenStore open(String where) {
    EmbeddedStore embedded = EmbeddedStore.open(folder(where));
    return new OpenStore(embedded.store(), embedded::close);
  }

  /**
   * As {@link #open}, for readers, which make none.
   *
   * @throws IllegalArgumentException also when there is no store
   */
  public static OpenStore existing(String where) {
    if (!EmbeddedStore.exists(folder(where))) {
      throw new IllegalArgumentException("there is no store in the folder " + where);
    }
    return open(where);
  }

  private static Path folder(String where) {
    try {
      return Path.of(where);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + where + "' names no folder", e);
    }
  }
}
