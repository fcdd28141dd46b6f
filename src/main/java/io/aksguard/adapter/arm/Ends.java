package io.aksguard.adapter.arm;

import io.aksguard.evidence.Gap;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether all of several reads came to their end, and how old what they tell together is: the first
 * that did not end says why, and the first that was asked dates them.
 */
final class Ends {
  private final String what;
  private @Nullable Gap first;
  private @Nullable Instant earliest;

  Ends(String what) {
    this.what = what;
  }

  void note(Answer answer) {
    date(answer);
    answer.missing().ifPresent(this::note);
  }

  /** As {@link #note}, where what is not there leaves nothing open. */
  void noteUnlessAbsent(Answer answer) {
    if (answer instanceof Answer.Absent) {
      date(answer);
    } else {
      note(answer);
    }
  }

  private void date(Answer answer) {
    Instant at = answer.askedAt();
    earliest = earliest == null || at.isBefore(earliest) ? at : earliest;
  }

  /** A gap in what said where to read, which dates nothing. */
  void note(Gap gap) {
    first = first == null ? Reads.because(what, gap) : first;
  }

  /** Null where all came. */
  @Nullable Gap gap() {
    return first;
  }

  /**
   * When the first of the reads was asked for: what they tell together is no younger.
   *
   * @throws IllegalStateException where none was noted
   */
  Instant askedAt() {
    Instant known = earliest;
    if (known == null) {
      throw new IllegalStateException("nothing was read of " + what);
    }
    return known;
  }
}
