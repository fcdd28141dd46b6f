package io.aksguard.storage;

/**
 * Port: removes bodies of evidence and of runs whose time is over. Of a storage account its
 * lifecycle rules do that, and this does nothing.
 */
@FunctionalInterface
public interface Expiry {
  /** May be called at any time, by several at once, and again after any failure. */
  void expire();
}
