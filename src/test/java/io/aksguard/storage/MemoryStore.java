package io.aksguard.storage;

/** A whole store in memory. */
public final class MemoryStore {
  private MemoryStore() {}

  /** An empty one. */
  public static Store create() {
    return new Store(
        new MemoryRows(),
        new MemoryRows(),
        new MemoryRows(),
        new MemoryBlobs(),
        new MemoryBlobs(),
        new MemoryBlobs(),
        new MemoryBlobs(),
        new MemoryBlobs(),
        new MemoryBlobs());
  }
}
