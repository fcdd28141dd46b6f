package io.aksguard.cli;

/**
 * Something in the command line that cannot be carried out; the message names it and the remedy.
 */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
