package io.aksguard.config;

import java.time.Instant;

/**
 * A time in which no fix starts.
 *
 * @param from the first instant
 * @param to the first instant after it
 * @param reason for people; may be empty
 */
public record Blackout(Instant from, Instant to, String reason) {
  public boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
