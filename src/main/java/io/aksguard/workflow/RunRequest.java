package io.aksguard.workflow;

/**
 * What the activities of {@link AuditFleet} and {@link ReviewFleet} are asked.
 *
 * @param run the run's id
 * @param kind audit, images or review
 * @param shard for {@link Activities#JUDGE_SHARD}, from 0
 * @param failed for {@link Activities#COMPLETE_RUN}: why parts were not judged, empty where all
 *     were
 */
public record RunRequest(String run, String kind, int shard, String failed) {}
