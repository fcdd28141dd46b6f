package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import java.time.Instant;

/**
 * Where the chain of one cluster ends, and how far what follows from it was done.
 *
 * @param seq of the newest commit, from 1
 * @param hash of the newest commit
 * @param recordedAt of the newest commit
 * @param noticedSeq notices of the commits up to this one were published; 0 for none
 * @param plannedSeq plans were made for the commits up to this one; 0 for none
 * @param checkpointSeq of the newest commit with a checkpoint; 0 where there is none yet
 * @param cutBefore commits before this one were cut by {@link Retention}; 1 where none was
 */
public record Head(
    ClusterKey cluster,
    ArmId id,
    long seq,
    String hash,
    Instant recordedAt,
    long noticedSeq,
    long plannedSeq,
    long checkpointSeq,
    long cutBefore) {}
