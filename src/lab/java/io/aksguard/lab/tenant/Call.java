package io.aksguard.lab.tenant;

import java.time.Instant;

/**
 * One call that was answered, a call inside a batch too.
 *
 * @param clientId of the caller; empty where it did not sign in
 */
public record Call(Instant at, String clientId, String method, String path, int status) {}
