package io.aksguard.finding;

import io.aksguard.control.Status;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that is another one now. Only status and waiver count: a message may change each day.
 *
 * @param before null where the subject is new
 * @param after null where the subject or its control is gone
 */
public record Transition(FindingKey key, @Nullable State before, @Nullable State after) {

  /** Whether somebody has to act who had not before. */
  public boolean opens() {
    return after != null && after.isOpen() && (before == null || !before.isOpen());
  }

  /** Whether it fails now, waived or not. */
  public boolean fails() {
    return after != null && after.status() == Status.FAIL;
  }

  /** Whether nobody has to act any more, and that is known: UNKNOWN resolves nothing. */
  public boolean resolves() {
    return before != null
        && before.isOpen()
        && (after == null || (!after.isOpen() && after.status() != Status.UNKNOWN));
  }
}
