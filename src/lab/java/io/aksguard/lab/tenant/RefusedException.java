package io.aksguard.lab.tenant;

/** A call that is answered with an error. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  RefusedException(int status, String code, String message) {
    this(Answer.error(status, code, message), code + ": " + message);
  }

  RefusedException(Answer answer, String message) {
    super(message);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
