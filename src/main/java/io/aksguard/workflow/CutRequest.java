package io.aksguard.workflow;

/**
 * What {@link Activities#CUT_HISTORY} is asked.
 *
 * @param from the {@code next} of the answer before; empty for the first one
 */
public record CutRequest(String from) {}
