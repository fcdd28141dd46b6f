package io.aksguard.notice;

/** The topic did not take the notices. */
public final class UnpublishedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnpublishedException(String message, Throwable cause) {
    super(message, cause);
  }
}
