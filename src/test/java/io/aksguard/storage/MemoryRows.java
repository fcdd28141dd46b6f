package io.aksguard.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows in memory, for tests that want no disk. Keeps the whole contract. */
public final class MemoryRows implements Rows {
  private final Map<String, TreeMap<String, Row>> partitions = new HashMap<>();
  private long writes;

  @Override
  public synchronized Optional<Row> get(String partition, String key) {
    Limits.key(partition);
    Limits.key(key);
    return Optional.ofNullable(rows(partition).get(key));
  }

  @Override
  public synchronized List<Row> range(String partition, String from, String to, int most) {
    Limits.range(partition, from, to, most);
    if (from.compareTo(to) >= 0) {
      return List.of();
    }
    return rows(partition).subMap(from, to).values().stream().limit(most).toList();
  }

  @Override
  public synchronized void commit(String partition, List<Write> batch) throws ConflictException {
    Limits.batch(partition, batch);
    for (int i = 0; i < batch.size(); i++) {
      if (!isAsExpected(batch.get(i), rows(partition).get(batch.get(i).key()))) {
        throw new ConflictException(
            i, "row " + partition + ", " + batch.get(i).key() + " is not as expected");
      }
    }
    batch.forEach(write -> apply(partition, write));
  }

  /** Every row of the table, for tests that look at or tamper with all of it. */
  public synchronized List<Row> all() {
    List<Row> all = new ArrayList<>();
    new TreeMap<>(partitions).values().forEach(rows -> all.addAll(rows.values()));
    return all;
  }

  private TreeMap<String, Row> rows(String partition) {
    return partitions.computeIfAbsent(partition, p -> new TreeMap<>());
  }

  private static boolean isAsExpected(Write write, @Nullable Row row) {
    if (write instanceof Write.Insert) {
      return row == null;
    } else if (write instanceof Write.Replace replace) {
      return row != null && row.etag().equals(replace.etag());
    } else if (write instanceof Write.Delete delete) {
      return row != null && (delete.etag() == null || row.etag().equals(delete.etag()));
    }
    return true;
  }

  private void apply(String partition, Write write) {
    if (write instanceof Write.Insert insert) {
      put(partition, write.key(), insert.properties());
    } else if (write instanceof Write.Put put) {
      put(partition, write.key(), put.properties());
    } else if (write instanceof Write.Replace replace) {
      put(partition, write.key(), replace.properties());
    } else {
      rows(partition).remove(write.key());
    }
  }

  private void put(String partition, String key, Map<String, Object> properties) {
    rows(partition).put(key, new Row(partition, key, properties, Long.toString(++writes)));
  }
}
