package io.aksguard.remediation;

/** A body has another shape than a remedy counts on; the message says where. */
final class BodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BodyException(String message) {
    super(message);
  }
}
