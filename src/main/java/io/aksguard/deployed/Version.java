package io.aksguard.deployed;

import java.time.Instant;

/**
 * A version of the configuration that was put in force.
 *
 * @param seq counts up; the same content may come again under another number
 * @param digest of its content
 * @param note in a few words what was done
 */
public record Version(long seq, String digest, Instant at, String note) {}
