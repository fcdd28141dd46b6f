package io.aksguard.history;

/**
 * The ledger holds something that it has not written itself; nothing is built upon it. {@link
 * Verifier} tells the whole story.
 */
public final class DamagedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public DamagedException(Problem problem) {
    super("the ledger is damaged: " + problem);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
