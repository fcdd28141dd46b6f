package io.aksguard.remediation.guard;

import io.aksguard.remediation.Hold;
import java.time.Instant;

/**
 * A hold whose end is known.
 *
 * @param until when to ask again; it may be held for longer
 */
public record Wait(Hold hold, Instant until) {}
