package io.aksguard.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One part of a cluster's evidence, read in one go.
 *
 * @param value a {@link JsonValue}, or the {@link Gap} where the section could not be read
 * @param observedAt when Azure answered it; null for a template, which nobody observed
 */
public record Section(Object value, @Nullable Instant observedAt) {}
