/**
 * A local host for the packaged Function App: it reads the folder that would be deployed and calls
 * the functions as the Java worker does. It is a stand-in and no Core Tools: bindings are plain
 * values, and keys, scale-out, time-outs and the Durable extension's storage are not modelled. The
 * same folder runs under {@code func start}. Never shipped.
 */
@NullMarked
package io.aksguard.lab;

import org.jspecify.annotations.NullMarked;
