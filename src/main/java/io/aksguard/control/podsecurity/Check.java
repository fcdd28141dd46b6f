package io.aksguard.control.podsecurity;

import io.aksguard.evidence.GapException;
import java.util.function.Consumer;

/**
 * One check of the standards.
 *
 * @param from the minor of the first policy version 1.x that has it
 * @param replaces the weaker check of the level below that it stands for, or ""
 */
record Check(String id, Level level, int from, String replaces, Rule rule) {
  Check(String id, Level level, int from, Rule rule) {
    this(id, level, from, "", rule);
  }

  /**
   * Hands on the violations of the pod.
   *
   * @throws GapException where there may be others, in what was not read
   */
  void judge(Pod pod, Consumer<Violation> violations) {
    rule.judge(pod, (field, must) -> violations.accept(violation(field, must)));
  }

  private Violation violation(Field field, String must) {
    String message = "is " + field.shown() + ", must " + must;
    return new Violation(id, field.path(), field.container(), message);
  }

  /** Reports what it refuses until it meets what it cannot read, and throws that as a gap. */
  interface Rule {
    void judge(Pod pod, Report report);
  }

  /** Takes a refused field and what has to be there. */
  interface Report {
    void add(Field field, String must);
  }
}
