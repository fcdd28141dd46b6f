package io.aksguard.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.table.AzureStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract over Azurite. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AzureStoreIT implements StoreContract {
  private final Azurite azurite = Azurite.inMemory();
  private final Store store = AzureStore.open(azurite.connectionString());

  @Override
  public Store store() {
    return store;
  }

  @Test
  void azurite_whenStartedAgainOnItsFolder_thenAllIsThere(@TempDir Path folder)
      throws ConflictException {
    try (Azurite first = Azurite.at(folder)) {
      Store kept = AzureStore.open(first.connectionString());
      assertThat(kept.ledger().get("p", "k")).as("before there is a table").isEmpty();
      assertThat(kept.ledger().range("p", "a", "z", 1)).isEmpty();
      assertThat(kept.anchors().list("")).as("before there is a container").isEmpty();
      assertThat(kept.anchors().get("a")).isEmpty();
      kept.ledger().commit("p", List.of(new Write.Insert("k", Map.of("n", 1L))));
      kept.anchors().putIfAbsent("a", new byte[] {1});
    }

    try (Azurite second = Azurite.at(folder)) {
      Store kept = AzureStore.open(second.connectionString());
      assertThat(kept.ledger().get("p", "k").orElseThrow().needNumber("n")).isEqualTo(1);
      assertThat(kept.anchors().get("a")).hasValue(new byte[] {1});
    }
  }

  @AfterAll
  void close() {
    azurite.close();
  }
}
