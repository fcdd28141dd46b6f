package io.aksguard.adapter.embedded;

import io.aksguard.storage.ConflictException;
import io.aksguard.storage.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/**
 * The SQLite file. One connection writes, one thread at a time, and holds the write lock of the
 * file from its first statement on; readers beside it see what was committed last. Every reader
 * closes its result at once: one that stayed open would keep its connection in the past.
 */
final class Database implements AutoCloseable {
  /** A read of the file. */
  interface Reading<T> {
    T from(Connection connection) throws SQLException;
  }

  /** A change of the file, all or nothing. */
  interface Change {
    void to(Connection connection) throws SQLException, ConflictException;
  }

  private static final int MOST_IDLE_READERS = 8;

  /** How long a writer waits for those of other processes. A batch takes a few milliseconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Two processes that make the file at once: SQLite does not let the second one wait. */
  private static final int OPENING_TRIES = 200;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(25);

  private final Path file;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Object writing = new Object();
  private @Nullable Connection writer;
  private volatile boolean closed;

  private Database(Path file) {
    this.file = file;
  }

  /** Opens the file, and makes its schema where it has none. */
  static Database open(Path file) {
    Database database = new Database(file);
    for (int tries = 1; ; tries++) {
      try {
        database.makeSchema();
        return database;
      } catch (UnavailableException e) {
        database.discardWriter();
        if (tries == OPENING_TRIES || !isBusy(e.getCause())) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    }
  }

  <T> T read(Reading<T> reading) {
    Connection connection = idle.poll();
    try {
      if (connection == null) {
        connection = connect();
      }
      T result = reading.from(connection);
      if (closed || idle.size() >= MOST_IDLE_READERS) {
        connection.close();
      } else {
        idle.push(connection);
      }
      return result;
    } catch (SQLException e) {
      quietly(connection);
      throw failure("read", e);
    }
  }

  void write(Change change) throws ConflictException {
    synchronized (writing) {
      try {
        Connection connection = writer();
        execute(connection, "begin immediate");
        try {
          change.to(connection);
        } catch (ConflictException e) {
          execute(connection, "rollback");
          throw e;
        }
        execute(connection, "commit");
      } catch (SQLException e) {
        // Closing it rolls back; a connection of unknown state is not used again.
        discardWriter();
        throw failure("write", e);
      } catch (RuntimeException e) {
        discardWriter();
        throw e;
      }
    }
  }

  /** The last reader or writer of all processes folds the log into the file. */
  @Override
  public void close() {
    closed = true;
    for (Connection reader = idle.poll(); reader != null; reader = idle.poll()) {
      quietly(reader);
    }
    discardWriter();
  }

  /** Looks before it writes: a pragma is enough to change another program's file. */
  private void makeSchema() {
    try {
      if (Schema.isWritten(file)) {
        try (Connection connection = connect(new SQLiteConfig())) {
          Schema.check(file, connection);
        }
      }
      write(Schema::make);
    } catch (SQLException | IOException e) {
      throw Disk.refused("read", file, e);
    } catch (ConflictException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection writer() throws SQLException {
    Connection connection = writer;
    if (connection == null) {
      connection = connect();
      writer = connection;
    }
    return connection;
  }

  /**
   * Transactions are begun and ended by hand: a connection of this driver without auto-commit
   * begins the next one as soon as it has committed, and so keeps every other writer out for good.
   */
  private static void execute(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private Connection connect() throws SQLException {
    if (closed) {
      throw new IllegalStateException(file + " is closed");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    return connect(config);
  }

  private Connection connect(SQLiteConfig config) throws SQLException {
    config.setOpenMode(SQLiteOpenMode.READWRITE);
    config.setBusyTimeout((int) PATIENCE.toMillis());
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  private void discardWriter() {
    synchronized (writing) {
      quietly(writer);
      writer = null;
    }
  }

  private static void quietly(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        // What it was asked for is known already; there is nothing left to do with it.
      }
    }
  }

  /** A statement that SQLite does not understand is our bug; all else is the file's. */
  private RuntimeException failure(String what, SQLException e) {
    int code = e.getErrorCode() & 0xff;
    if (code == SQLiteErrorCode.SQLITE_ERROR.code || code == SQLiteErrorCode.SQLITE_MISUSE.code) {
      return new IllegalStateException("cannot " + what + " " + file, e);
    }
    return Disk.refused(what, file, e);
  }

  private static boolean isBusy(@Nullable Throwable cause) {
    return cause instanceof SQLException e
        && (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
  }
}
