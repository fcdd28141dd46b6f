package io.aksguard.storage;

import io.aksguard.adapter.table.AzureStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The contract over Azurite. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AzureStoreIT implements StoreContract {
  private final Azurite azurite = Azurite.inMemory();
  private final Store store = AzureStore.open(azurite.connectionString());

  @Override
  public Store store() {
    return store;
  }

  @AfterAll
  void close() {
    azurite.close();
  }
}
