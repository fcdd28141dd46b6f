package io.aksguard.evidence;

/**
 * Thrown by evidence where an expression touches a {@link Gap}. CEL treats an error as a value:
 * {@code false && error} is false, so a result that does not depend on the gap survives it.
 */
public class GapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Gap gap;

  public GapException(Gap gap) {
    // Gaps are ordinary in a fleet: neither stack nor suppression is recorded.
    super(gap.reason(), null, false, false);
    this.gap = gap;
  }

  /** What was touched. */
  public final Gap gap() {
    return gap;
  }
}
