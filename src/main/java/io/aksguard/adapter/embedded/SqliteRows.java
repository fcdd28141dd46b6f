package io.aksguard.adapter.embedded;

import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Limits;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One table of the SQLite file. Properties are one JSON object a row, so that people can read it.
 */
final class SqliteRows implements Rows {
  private static final String SELECT =
      "select key, properties, etag from rows where \"table\" = ? and partition = ? ";
  private static final String WHERE = " where \"table\" = ? and partition = ? and key = ?";
  private static final String INSERT = "insert into rows values (?, ?, ?, ?, ?) on conflict ";

  private final Database database;
  private final String table;

  SqliteRows(Database database, String table) {
    this.database = database;
    this.table = table;
  }

  @Override
  public Optional<Row> get(String partition, String key) {
    Limits.key(partition);
    Limits.key(key);
    return rows(SELECT + "and key = ?", partition, key).stream().findFirst();
  }

  @Override
  public List<Row> range(String partition, String from, String to, int most) {
    Limits.range(partition, from, to, most);
    return rows(
        SELECT + "and key >= ? and key < ? order by key limit ?", partition, from, to, most);
  }

  @Override
  public void commit(String partition, List<Write> batch) throws ConflictException {
    Limits.batch(partition, batch);
    database.write(
        connection -> {
          long before = reserve(connection, batch.size());
          for (int i = 0; i < batch.size(); i++) {
            Write write = batch.get(i);
            if (apply(connection, partition, write, Long.toString(before + 1 + i)) != 1) {
              throw new ConflictException(
                  i, "row " + partition + ", " + write.key() + " is not as expected");
            }
          }
        });
  }

  private List<Row> rows(String query, String partition, Object... more) {
    return database.read(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(query)) {
            bind(statement, 1, table, partition);
            bind(statement, 3, more);
            try (ResultSet result = statement.executeQuery()) {
              List<Row> rows = new ArrayList<>();
              while (result.next()) {
                rows.add(
                    new Row(
                        partition,
                        result.getString(1),
                        properties(result.getString(2)),
                        result.getString(3)));
              }
              return rows;
            }
          }
        });
  }

  /**
   * ETags are numbers of one sequence over the whole file: a row that was deleted and made again
   * never gets one that somebody may still hold.
   */
  private static long reserve(Connection connection, int count) throws SQLException {
    try (PreparedStatement raise =
            connection.prepareStatement("update writes set last = last + ?");
        PreparedStatement read = connection.prepareStatement("select last from writes")) {
      bind(raise, 1, count);
      raise.executeUpdate();
      try (ResultSet row = read.executeQuery()) {
        row.next();
        return row.getLong(1) - count;
      }
    }
  }

  /** How many rows were as the write expects: 1, or 0 where it is to be refused. */
  private int apply(Connection connection, String partition, Write write, String etag)
      throws SQLException {
    if (write instanceof Write.Insert insert) {
      String sql = INSERT + "do nothing";
      return update(
          connection, sql, table, partition, write.key(), etag, text(insert.properties()));
    } else if (write instanceof Write.Put put) {
      String sql = INSERT + "do update set etag = excluded.etag, properties = excluded.properties";
      return update(connection, sql, table, partition, write.key(), etag, text(put.properties()));
    } else if (write instanceof Write.Replace replace) {
      String sql = "update rows set etag = ?, properties = ?" + WHERE + " and etag = ?";
      String properties = text(replace.properties());
      return update(
          connection, sql, etag, properties, table, partition, write.key(), replace.etag());
    }
    @Nullable String expected = ((Write.Delete) write).etag();
    return expected == null
        ? update(connection, "delete from rows" + WHERE, table, partition, write.key())
        : update(
            connection,
            "delete from rows" + WHERE + " and etag = ?",
            table,
            partition,
            write.key(),
            expected);
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, 1, values);
      return statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, int first, Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(first + i, values[i]);
    }
  }

  private static String text(Map<String, Object> properties) {
    return JsonWriter.text(new TreeMap<>(properties));
  }

  private static Map<String, Object> properties(String json) {
    Map<String, Object> properties = new TreeMap<>();
    JsonReader.object(json).entries().forEach(e -> properties.put(e.getKey(), e.getValue()));
    return properties;
  }
}
