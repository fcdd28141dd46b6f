package io.aksguard.storage;

/**
 * All that is kept, as src/docs/storage.md describes it.
 *
 * @param ledger commits, transitions and heads; one partition a cluster
 * @param inbox events that are still to be worked on, in 64 partitions
 * @param index what belongs to which cluster, the clusters themselves, runs and settings
 * @param checkpoints states of clusters, by digest
 * @param evidence what led to a failure, by digest
 * @param plans what would be done about failures, by cluster and commit
 * @param anchors signed heads of all clusters, which nobody may delete
 * @param config guard.yaml and controls of the customer, by digest
 * @param runs what sweeps have read, for as long as their run
 */
public record Store(
    Rows ledger,
    Rows inbox,
    Rows index,
    Blobs checkpoints,
    Blobs evidence,
    Blobs plans,
    Blobs anchors,
    Blobs config,
    Blobs runs) {}
