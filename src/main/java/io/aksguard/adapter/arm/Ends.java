package io.aksguard.adapter.arm;

import io.aksguard.evidence.Gap;
import org.jspecify.annotations.Nullable;

/** Whether all of several reads came to their end: the first that did not says why. */
final class Ends {
  private final String what;
  private @Nullable Gap first;

  Ends(String what) {
    this.what = what;
  }

  void note(Answer answer) {
    answer.missing().ifPresent(this::note);
  }

  /** As {@link #note}, where what is not there leaves nothing open. */
  void noteUnlessAbsent(Answer answer) {
    if (!(answer instanceof Answer.Absent)) {
      note(answer);
    }
  }

  void note(Gap gap) {
    first = first == null ? Reads.because(what, gap) : first;
  }

  /** Null where all came. */
  @Nullable Gap gap() {
    return first;
  }
}
