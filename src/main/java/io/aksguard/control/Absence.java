package io.aksguard.control;

import org.jspecify.annotations.Nullable;

/**
 * What it comes to that a member is not there. AKS keeps most of what a body leaves out: there a
 * member that was added is taken back by this value.
 *
 * @param value that comes to the same; null where undo leaves the member out, since it goes, or
 *     means nothing, once the other members are back
 */
public record Absence(@Nullable Object value) {}
