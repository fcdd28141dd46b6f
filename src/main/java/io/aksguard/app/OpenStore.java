package io.aksguard.app;

import io.aksguard.storage.Store;

/** A store, and what has to be closed when it is no longer needed. */
public final class OpenStore implements AutoCloseable {
  private final Store store;
  private final Runnable closing;

  OpenStore(Store store, Runnable closing) {
    this.store = store;
    this.closing = closing;
  }

  public Store store() {
    return store;
  }

  @Override
  public void close() {
    closing.run();
  }
}
