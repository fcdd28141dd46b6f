package io.aksguard.evidence.template;

/** An expression that does not follow the template language's grammar. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  Malformed(String message) {
    super(message, null, false, false);
  }
}
