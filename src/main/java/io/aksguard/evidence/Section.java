package io.aksguard.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One part of a cluster's evidence.
 *
 * @param value a {@link JsonValue}, or the {@link Gap} where the section could not be read
 * @param observedAt the oldest instant that a part of it was asked for; null for a template, which
 *     nobody observed
 * @param source of its parts the one that may lag most
 */
public record Section(Object value, @Nullable Instant observedAt, Source source) {
  /** A section from a file. */
  public Section(Object value, @Nullable Instant observedAt) {
    this(value, observedAt, Source.FILE);
  }
}
