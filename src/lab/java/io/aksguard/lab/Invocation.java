package io.aksguard.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an invocation has left.
 *
 * @param returned the text that the method returned, null for void and for an HTTP answer
 * @param http what it answered over HTTP
 * @param outputs what was set in output bindings, by name
 * @param log the lines of the invocation's own logger, each with its level
 */
public record Invocation(
    @Nullable String returned,
    Optional<HttpAnswer> http,
    Map<String, String> outputs,
    List<String> log) {}
