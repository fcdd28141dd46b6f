package io.aksguard.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aksguard.lab.Fault;
import io.aksguard.lab.FaultyStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A wrapper that strikes too late or too early would let the crash campaign pass for nothing. */
class FaultyStoreTest implements StoreContract {
  private static final List<Write> BATCH = List.of(new Write.Insert("k", Map.of()));

  private final Store plain = MemoryStore.create();

  @Override
  public Store store() {
    return FaultyStore.of(plain, Fault.none());
  }

  private static Fault at(long call, Fault.Moment moment) {
    return new Fault(
        call,
        moment,
        () -> {
          throw new UnavailableException("call " + call, null);
        });
  }

  @Test
  void commit_whenStruckBefore_thenItTookNoEffect() throws ConflictException {
    Store store = FaultyStore.of(plain, at(2, Fault.Moment.BEFORE));
    assertThat(store.ledger().get("p", "k")).isEmpty();

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> store.ledger().commit("p", BATCH))
        .withMessage("call 2");

    assertThat(plain.ledger().get("p", "k")).isEmpty();
    store.ledger().commit("p", BATCH);
  }

  @Test
  void commit_whenStruckAfter_thenItTookEffect() {
    Store store = FaultyStore.of(plain, at(1, Fault.Moment.AFTER));

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> store.inbox().commit("p", BATCH));

    assertThat(plain.inbox().get("p", "k")).isPresent();
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> store.inbox().commit("p", BATCH));
  }

  @Test
  void calls_areCountedOverAllOfTheStore() throws ConflictException {
    Fault fault = Fault.none();
    Store store = FaultyStore.of(plain, fault);

    store.ledger().commit("p", BATCH);
    store.inbox().range("p", "a", "b", 1);
    store.index().get("p", "k");
    store.runs().putIfAbsent("a", new byte[0]);
    store.config().get("a");
    store.evidence().list("a");

    assertThat(fault.calls()).isEqualTo(6);
  }
}
