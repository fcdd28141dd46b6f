package io.aksguard.evidence.template;

/** How far a template may go before it is taken for hostile. */
final class Limits {
  /** ARM's own limit for one expression (template best practices, "Template limits"). */
  static final int LONGEST_EXPRESSION = 24_576;

  static final int DEEPEST_EXPRESSION = 200;

  /** Expressions, variables and values inside each other; keeps the Java stack below 512 KB. */
  static final int DEEPEST_EVALUATION = 250;

  /** ARM stops at 800 iterations of one loop. */
  static final int MOST_COPIES = 10_000;

  /** ARM stops at 800 resources in one deployment; nested ones may add up. */
  static final int MOST_RESOURCES = 20_000;

  /** Evaluated nodes and placed values of one template; some seconds of work, some 200 MB. */
  static final int MOST_STEPS = 2_000_000;

  /** Characters of a computed string; ARM allows 131,072. */
  static final int LONGEST_TEXT = 1 << 20;

  static final int MOST_NOTES = 1_000;

  /** Characters of an expression that a reason shows. */
  static final int LONGEST_SHOWN = 160;

  private Limits() {}
}
