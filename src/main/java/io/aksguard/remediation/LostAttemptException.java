package io.aksguard.remediation;

/** The record of a write is not there, or is damaged. */
public final class LostAttemptException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final String attempt;

  /**
   * @param attempt its id
   * @param message a sentence for people
   */
  LostAttemptException(String attempt, String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
    this.attempt = attempt;
  }

  /** Id of the write. */
  public String attempt() {
    return attempt;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
