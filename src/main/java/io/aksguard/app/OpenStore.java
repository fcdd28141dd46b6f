package io.aksguard.app;

import io.aksguard.storage.Expiry;
import io.aksguard.storage.Store;

/** A store, and what has to be closed when it is no longer needed. */
public final class OpenStore implements AutoCloseable {
  private final Store store;
  private final Expiry expiry;
  private final Runnable closing;

  OpenStore(Store store, Expiry expiry, Runnable closing) {
    this.store = store;
    this.expiry = expiry;
    this.closing = closing;
  }

  public Store store() {
    return store;
  }

  /** Removes what is too old of evidence and runs. */
  public Expiry expiry() {
    return expiry;
  }

  @Override
  public void close() {
    closing.run();
  }
}
