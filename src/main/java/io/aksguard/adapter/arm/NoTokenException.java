package io.aksguard.adapter.arm;

/** Entra gave no token: refused, or not there. What it said may name persons and is not kept. */
final class NoTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String REASON = "no token could be had";

  NoTokenException(Throwable cause) {
    super(REASON, cause);
  }
}
