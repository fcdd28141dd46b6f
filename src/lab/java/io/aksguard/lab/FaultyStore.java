package io.aksguard.lab;

import io.aksguard.storage.Blobs;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import io.aksguard.storage.Write;
import java.util.List;
import java.util.Optional;

/** A store whose every call passes by a {@link Fault}. */
public final class FaultyStore {
  private FaultyStore() {}

  /** All of the store, with one count of calls. */
  public static Store of(Store store, Fault fault) {
    return new Store(
        new FaultyRows(store.ledger(), fault),
        new FaultyRows(store.inbox(), fault),
        new FaultyRows(store.index(), fault),
        new FaultyBlobs(store.checkpoints(), fault),
        new FaultyBlobs(store.evidence(), fault),
        new FaultyBlobs(store.plans(), fault),
        new FaultyBlobs(store.anchors(), fault),
        new FaultyBlobs(store.config(), fault),
        new FaultyBlobs(store.runs(), fault));
  }

  /** One table alone. */
  public record FaultyRows(Rows rows, Fault fault) implements Rows {
    @Override
    public Optional<Row> get(String partition, String key) {
      long call = fault.before();
      Optional<Row> row = rows.get(partition, key);
      fault.after(call);
      return row;
    }

    @Override
    public List<Row> range(String partition, String from, String to, int most) {
      long call = fault.before();
      List<Row> range = rows.range(partition, from, to, most);
      fault.after(call);
      return range;
    }

    @Override
    public void commit(String partition, List<Write> batch) throws ConflictException {
      long call = fault.before();
      rows.commit(partition, batch);
      fault.after(call);
    }
  }

  /** One container alone. */
  public record FaultyBlobs(Blobs blobs, Fault fault) implements Blobs {
    @Override
    public boolean putIfAbsent(String name, byte[] body) {
      long call = fault.before();
      boolean written = blobs.putIfAbsent(name, body);
      fault.after(call);
      return written;
    }

    @Override
    public Optional<byte[]> get(String name) {
      long call = fault.before();
      Optional<byte[]> body = blobs.get(name);
      fault.after(call);
      return body;
    }

    @Override
    public List<String> list(String prefix) {
      long call = fault.before();
      List<String> names = blobs.list(prefix);
      fault.after(call);
      return names;
    }
  }
}
