package io.aksguard.history;

import io.aksguard.storage.Blobs;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import io.aksguard.storage.Write;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A store in which something happens at one call: before it takes effect, or after. */
final class Interfering {
  private final Store store;
  private int at = -1;
  private boolean after;
  private Runnable happening = () -> {};
  private int calls;
  private final BitSet writes = new BitSet();

  Interfering(Store store) {
    this.store = store;
  }

  /** From now on calls are counted from 0, and this happens once, at call {@code at}. */
  void at(int at, boolean after, Runnable happening) {
    this.at = at;
    this.after = after;
    this.happening = happening;
    this.calls = 0;
  }

  int calls() {
    return calls;
  }

  /** Whether that call may have changed anything. */
  boolean isWrite(int call) {
    return writes.get(call);
  }

  Store store() {
    return new Store(
        rows(store.ledger()),
        rows(store.inbox()),
        rows(store.index()),
        blobs(store.checkpoints()),
        blobs(store.evidence()),
        blobs(store.plans()),
        blobs(store.anchors()),
        blobs(store.config()),
        blobs(store.runs()));
  }

  private interface Call<T> {
    T run() throws ConflictException;
  }

  private <T> T call(Call<T> call) throws ConflictException {
    boolean now = calls++ == at;
    if (now && !after) {
      happening.run();
    }
    T result = call.run();
    if (now && after) {
      happening.run();
    }
    return result;
  }

  private <T> T read(Call<T> call) {
    try {
      return call(call);
    } catch (ConflictException e) {
      throw new AssertionError(e);
    }
  }

  private Rows rows(Rows rows) {
    return new Rows() {
      @Override
      public Optional<Row> get(String partition, String key) {
        return read(() -> rows.get(partition, key));
      }

      @Override
      public List<Row> range(String partition, String from, String to, int most) {
        return read(() -> rows.range(partition, from, to, most));
      }

      @Override
      public void commit(String partition, List<Write> batch) throws ConflictException {
        writes.set(calls);
        call(
            () -> {
              rows.commit(partition, batch);
              return true;
            });
      }
    };
  }

  private Blobs blobs(Blobs blobs) {
    return new Blobs() {
      @Override
      public boolean putIfAbsent(String name, byte[] body) {
        writes.set(calls);
        return read(() -> blobs.putIfAbsent(name, body));
      }

      @Override
      public Optional<byte[]> get(String name) {
        return read(() -> blobs.get(name));
      }

      @Override
      public List<String> list(String prefix) {
        return read(() -> blobs.list(prefix));
      }
    };
  }
}
