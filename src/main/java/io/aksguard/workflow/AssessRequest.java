package io.aksguard.workflow;

/**
 * What the activities of {@link AssessCluster} are asked. An object, since an activity gets a bare
 * text with its JSON quotes and escapes.
 *
 * @param cluster the cluster's ARM id
 * @param instance the orchestration that asks
 * @param waited seconds that it has waited for quiet, 0 where it has not
 * @param etag of the work, for {@link Activities#FINISH}; empty for the others
 */
public record AssessRequest(String cluster, String instance, long waited, String etag) {}
