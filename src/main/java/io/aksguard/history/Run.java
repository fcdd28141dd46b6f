package io.aksguard.history;

import io.aksguard.finding.Coverage;
import java.time.Instant;
import java.util.Optional;

/**
 * One run over the fleet.
 *
 * @param id its schedule slot, {@code 20261123T120000Z}, or with a suffix where somebody asked
 * @param kind audit, images or review
 * @param completedAt empty while it runs
 * @param moved clusters of which a verdict had moved or could not be told
 * @param untold of those, clusters that no event had told of since they were last recorded
 * @param calls requests to Azure
 * @param notAsked controls that need evidence which is not read; no pair of the coverage has them
 * @param problems what could not be read or judged, one a line; empty where all was
 */
public record Run(
    String id,
    String kind,
    Instant startedAt,
    Optional<Instant> completedAt,
    Coverage coverage,
    long moved,
    long untold,
    long calls,
    long notAsked,
    String configDigest,
    String catalogueDigest,
    String problems) {}
