package io.aksguard.evidence.template;

/** Counts the work of one resolution, so that a hostile template ends. */
final class Budget {
  private int left = Limits.MOST_STEPS;
  private int depth;

  /** The work is used up; caught where the template is walked. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted(String message) {
      super(message, null, false, false);
    }
  }

  void spend(long steps) {
    if (steps < 0) {
      return;
    }
    if (steps > left) {
      left = 0;
      throw new Exhausted("evaluation stopped after " + Limits.MOST_STEPS + " steps");
    }
    left -= (int) steps;
  }

  /** One level deeper; false where that is too deep. Each call needs its {@link #leave()}. */
  boolean enter() {
    return ++depth <= Limits.DEEPEST_EVALUATION;
  }

  void leave() {
    depth--;
  }
}
