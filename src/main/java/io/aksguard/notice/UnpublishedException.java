package io.aksguard.notice;

/** Some notices were not taken, or it is not known which: all of them are still owed. */
public final class UnpublishedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnpublishedException(String message, Throwable cause) {
    super(message, cause);
  }
}
