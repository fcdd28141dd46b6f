package io.aksguard.evidence;

/**
 * Something that could not be read: a section that was not in the input, a failed page, a template
 * expression that only a deployment can resolve. It takes the place of the value; whatever touches
 * it becomes UNKNOWN, and what does not depend on it stays judged.
 *
 * @param reason one sentence for people, without a full stop
 */
public record Gap(String reason) {}
