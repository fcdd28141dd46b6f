package io.aksguard.workflow;

/**
 * What the activity of {@link Remediate} is asked.
 *
 * @param cluster the cluster's ARM id
 * @param operation of Azure that is waited for; empty for none
 */
public record RemediateRequest(String cluster, String operation) {}
