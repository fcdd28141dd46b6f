package io.aksguard.adapter.embedded;

import io.aksguard.storage.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What it means that the disk or SQLite refuses: the place, what is wrong, and what to do. */
final class Disk {
  private Disk() {}

  /**
   * @param what as {@code read}
   */
  static UnavailableException refused(String what, Path where, Exception e) {
    return new UnavailableException("cannot " + what + " " + where + ": " + reason(e), e);
  }

  private static String reason(Exception e) {
    if (e instanceof SQLException sql) {
      return reason(sql);
    }
    if (e instanceof UncheckedIOException && e.getCause() instanceof IOException cause) {
      return reason(cause);
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "there is a file of this name; name another folder";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission; see to those of the folder, or name another one";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason() + "; see to the disk, or name another folder";
    }
    String message = e instanceof IOException ? e.getMessage() : null;
    return (message == null ? e.getClass().getSimpleName() : message) + "; see to the disk";
  }

  private static String reason(SQLException e) {
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
    return switch (code) {
      case SQLITE_BUSY, SQLITE_LOCKED -> "another process holds it; try again when that has ended";
      case SQLITE_CORRUPT, SQLITE_NOTADB -> "the file is damaged; put a copy of it in its place";
      case SQLITE_FULL -> "the disk is full; make room on it";
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN ->
          "it may not be opened or written; see to the permissions of the file and its folder";
      default -> "the disk refuses (" + code.name() + "); see to the disk";
    };
  }
}
