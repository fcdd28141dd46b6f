package io.aksguard.remediation.guard;

import io.aksguard.remediation.Hold;
import java.time.Instant;
import java.util.Optional;

/**
 * A hold, and when to ask again.
 *
 * @param until it may be held for longer; empty where nobody knows
 */
public record Wait(Hold hold, Optional<Instant> until) {
  public Wait(Hold hold, Instant until) {
    this(hold, Optional.of(until));
  }

  /** One whose end nobody knows. */
  public static Wait of(Hold hold) {
    return new Wait(hold, Optional.empty());
  }
}
