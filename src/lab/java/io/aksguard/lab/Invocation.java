package io.aksguard.lab;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an invocation has left.
 *
 * @param returned what the method returned, null for void
 * @param outputs what was set in output bindings, by name
 * @param log the lines of the invocation's own logger, each with its level
 */
public record Invocation(
    @Nullable String returned, Map<String, String> outputs, List<String> log) {}
