/**
 * What holds a fix back just before it is written, beside what its plan already says: the stop of
 * everything, blackouts, the breaker, the ring, the quota of AKS, locks, flapping and our own
 * writes. Each guard is asked for a {@link io.aksguard.remediation.Hold} and lets through by
 * answering none; what it cannot read it holds. Those that remember keep rows of their own in the
 * table {@code index}, which src/docs/storage.md describes; the others are pure.
 */
@NullMarked
package io.aksguard.remediation.guard;

import org.jspecify.annotations.NullMarked;
