package io.aksguard.history;

import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What somebody with write access to the tables can do. */
final class Partitions {
  private Partitions() {}

  static List<Row> rows(Rows table, String partition) {
    return table.range(partition, "!", "~", Integer.MAX_VALUE);
  }

  static void put(Rows table, String partition, String key, Map<String, Object> properties) {
    write(table, partition, new Write.Put(key, properties));
  }

  static void delete(Rows table, String partition, String key) {
    write(table, partition, new Write.Delete(key, null));
  }

  static void clear(Rows table, String partition) {
    rows(table, partition).forEach(row -> delete(table, partition, row.key()));
  }

  /** Makes the partition hold these rows and no others. */
  static void replace(Rows table, String partition, List<Row> rows) {
    Map<String, Map<String, Object>> now = new HashMap<>();
    rows(table, partition).forEach(row -> now.put(row.key(), row.properties()));
    for (Row row : rows) {
      if (!row.properties().equals(now.remove(row.key()))) {
        put(table, partition, row.key(), row.properties());
      }
    }
    now.keySet().forEach(key -> delete(table, partition, key));
  }

  private static void write(Rows table, String partition, Write write) {
    try {
      table.commit(partition, List.of(write));
    } catch (ConflictException e) {
      throw new AssertionError(e);
    }
  }
}
