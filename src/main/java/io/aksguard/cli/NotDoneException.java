package io.aksguard.cli;

/** The command was understood and allowed, and what it asked for has not come about. */
final class NotDoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotDoneException(String message) {
    super(message);
  }
}
