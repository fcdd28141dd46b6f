package io.aksguard.storage;

final class MemoryStoreTest implements StoreContract {
  private final Store store = MemoryStore.create();

  @Override
  public Store store() {
    return store;
  }
}
