package io.aksguard.adapter.embedded;

import io.aksguard.storage.ForeignStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** The tables of the file, and whether a file is one that may have them. */
final class Schema {
  private static final int VERSION = 1;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private Schema() {}

  /**
   * Looks at the first bytes. SQLite itself takes a very short file for an empty one, and writes
   * over it.
   *
   * @return whether there is anything in the file yet
   * @throws ForeignStoreException where it is no database
   */
  static boolean isWritten(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    if (!Files.isRegularFile(file)) {
      throw new ForeignStoreException(file + " is no file; name another folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(MAGIC.length);
      if (first.length > 0 && !Arrays.equals(first, MAGIC)) {
        throw new ForeignStoreException(file + " is no SQLite database; name another folder");
      }
      return first.length > 0;
    }
  }

  /**
   * Reads, and changes nothing: another program's file stays as it is.
   *
   * @throws ForeignStoreException where the database is another program's, or of a newer version
   */
  static void check(Path file, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version = number(statement, "pragma user_version");
      if (version > VERSION) {
        throw new ForeignStoreException(
            "%s has version %d of the schema, and this release of AKS Guard knows none newer than %d; use the release that has written it, or name another folder"
                .formatted(file, version, VERSION));
      }
      boolean ours =
          version == VERSION
              ? number(
                      statement,
                      "select count(*) from sqlite_master where type = 'table'"
                          + " and name in ('rows', 'writes')")
                  == 2
              : version == 0 && number(statement, "select count(*) from sqlite_master") == 0;
      if (!ours) {
        throw new ForeignStoreException(file + " belongs to another program; name another folder");
      }
    }
  }

  /** Makes the tables where there are none; within a transaction. */
  static void make(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (number(statement, "pragma user_version") == VERSION) {
        return;
      }
      statement.execute("create table writes (last integer not null)");
      statement.execute("insert into writes values (0)");
      statement.execute(
          """
          create table rows (
            "table" text not null, partition text not null, key text not null,
            etag text not null, properties text not null,
            primary key ("table", partition, key)) without rowid
          """);
      statement.execute("pragma user_version = " + VERSION);
    }
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
