package io.aksguard.remediation.window;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which a cluster may be disrupted.
 *
 * @param from the first instant
 * @param to the first instant after it
 */
public record Opening(Instant from, Instant to) {
  /** Whether something that begins then and takes so long ends within it. */
  public boolean holds(Instant begin, Duration needed) {
    return !begin.isBefore(from) && !begin.plus(needed).isAfter(to) && begin.isBefore(to);
  }
}
