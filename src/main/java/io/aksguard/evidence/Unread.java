package io.aksguard.evidence;

/**
 * Something that a collector could not read, so that no evidence tells what it held.
 *
 * @param where a file, a subscription, a cluster
 * @param reason one sentence
 */
public record Unread(String where, String reason) {}
