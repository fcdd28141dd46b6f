package io.aksguard.storage;

import io.aksguard.adapter.embedded.EmbeddedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedStoreTest implements StoreContract {
  private final EmbeddedStore store;

  EmbeddedStoreTest(@TempDir Path folder) {
    store = EmbeddedStore.open(folder.resolve("made/by/the/store"));
  }

  @Override
  public Store store() {
    return store.store();
  }

  @AfterAll
  void close() {
    store.close();
  }
}
