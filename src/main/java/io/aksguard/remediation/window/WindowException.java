package io.aksguard.remediation.window;

/** It cannot be told when a window is open; the message says why. */
public final class WindowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WindowException(String message) {
    super(message);
  }
}
