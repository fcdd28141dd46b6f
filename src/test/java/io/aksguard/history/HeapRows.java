package io.aksguard.history;

import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows in memory. */
final class HeapRows implements Rows {
  private final Map<String, NavigableMap<String, Row>> partitions = new TreeMap<>();
  private long version;

  @Override
  public synchronized Optional<Row> get(String partition, String key) {
    return Optional.ofNullable(rows(partition).get(key));
  }

  @Override
  public synchronized List<Row> range(String partition, String from, String to, int most) {
    return rows(partition).subMap(from, to).values().stream().limit(most).toList();
  }

  @Override
  public synchronized void commit(String partition, List<Write> batch) throws ConflictException {
    Set<String> keys = new HashSet<>();
    if (batch.isEmpty()
        || batch.size() > MOST_WRITES
        || !batch.stream().allMatch(write -> keys.add(write.key()))) {
      throw new IllegalArgumentException("a batch of " + batch.size());
    }
    for (int i = 0; i < batch.size(); i++) {
      Row row = rows(partition).get(batch.get(i).key());
      if (!fits(batch.get(i), row)) {
        throw new ConflictException(i, batch.get(i) + " on " + row);
      }
    }
    for (Write write : batch) {
      apply(partition, write);
    }
  }

  private static boolean fits(Write write, @Nullable Row row) {
    if (write instanceof Write.Insert) {
      return row == null;
    }
    if (write instanceof Write.Replace replace) {
      return row != null && row.etag().equals(replace.etag());
    }
    if (write instanceof Write.Delete delete) {
      return row != null && (delete.etag() == null || row.etag().equals(delete.etag()));
    }
    return true;
  }

  private void apply(String partition, Write write) {
    String etag = "e" + ++version;
    if (write instanceof Write.Delete) {
      rows(partition).remove(write.key());
      return;
    }
    Map<String, Object> properties =
        write instanceof Write.Insert insert
            ? insert.properties()
            : write instanceof Write.Put put
                ? put.properties()
                : ((Write.Replace) write).properties();
    rows(partition).put(write.key(), new Row(partition, write.key(), properties, etag));
  }

  private NavigableMap<String, Row> rows(String partition) {
    return partitions.computeIfAbsent(partition, any -> new TreeMap<>());
  }

  /** All rows of all partitions. */
  synchronized Map<String, List<Row>> all() {
    Map<String, List<Row>> all = new HashMap<>();
    partitions.forEach((partition, rows) -> all.put(partition, List.copyOf(rows.values())));
    return all;
  }
}
