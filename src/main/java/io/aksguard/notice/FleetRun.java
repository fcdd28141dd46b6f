package io.aksguard.notice;

import io.aksguard.finding.Coverage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One audit of the whole fleet, as far as notices follow from it.
 *
 * @param id names the run; the same when it is done again after a failure
 * @param endedAt null while it runs, or where it broke off
 * @param rules that it judged by
 * @param coverage of all its clusters
 * @param unread how many of them could not be read at all
 */
public record FleetRun(
    String id,
    Instant startedAt,
    @Nullable Instant endedAt,
    Rules rules,
    Coverage coverage,
    long unread) {}
