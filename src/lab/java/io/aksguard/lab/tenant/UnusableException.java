package io.aksguard.lab.tenant;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Something that the laboratory was given and cannot use; the message names it and the remedy. */
public final class UnusableException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnusableException(String message) {
    super(message);
  }

  private UnusableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A file of an earlier start that is not as it was written. */
  public static UnusableException damaged(Path file, Throwable why) {
    String what =
        why instanceof NoSuchFileException
            ? file + " is missing"
            : file + " is damaged (" + reason(why) + ")";
    return new UnusableException(what + ": put a copy of it there, or name a new folder", why);
  }

  /** What an exception says, in one line and no more than a line holds. */
  public static String reason(Throwable why) {
    String said =
        why instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : String.valueOf(why.getMessage());
    String first = said.lines().findFirst().orElse("").strip();
    return said.equals("null") || first.isEmpty() ? why.getClass().getSimpleName() : first;
  }
}
