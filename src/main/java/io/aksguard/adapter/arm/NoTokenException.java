package io.aksguard.adapter.arm;

/** Entra gave no token: refused, or not there. What it said may name persons and is not kept. */
final class NoTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoTokenException(Throwable cause) {
    super("no token could be had", cause);
  }
}
