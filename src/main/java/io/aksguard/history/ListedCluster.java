package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import java.time.Instant;

/**
 * A cluster that the ledger knows.
 *
 * @param firstRecorded when its first commit was begun
 */
public record ListedCluster(ClusterKey cluster, ArmId id, Instant firstRecorded) {}
