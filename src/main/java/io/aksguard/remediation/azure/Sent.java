package io.aksguard.remediation.azure;

import java.time.Duration;

/**
 * What came of one write. Only {@link Done}, {@link Running} and {@link Lost} may have changed
 * anything; after all others the same write may be sent again.
 *
 * <p>Durations are at least a second and have no upper bound: wait by a durable timer. Codes are
 * Azure's, or empty; messages are one short line of Azure's, without persons and without secrets of
 * the body, or empty.
 */
public sealed interface Sent {
  /** Azure has carried it out. */
  record Done() implements Sent {}

  /**
   * Azure has taken it, and works on it.
   *
   * @param operation the path and query to {@link Azure#poll}, without a host
   * @param retryAfter when to ask first
   */
  record Running(String operation, Duration retryAfter) implements Sent {}

  /** The ETag is another now (412): somebody was faster. */
  record Changed() implements Sent {}

  /**
   * Something else is going on with the resource (409). AKS says so by the same codes where it
   * refuses for good, such as OperationNotAllowed for a quota: bound how often this is waited for.
   */
  record Busy(String code, String message, Duration retryAfter) implements Sent {}

  /** Too many requests (429), or none was sent because Azure has asked for a rest before. */
  record Throttled(Duration retryAfter) implements Sent {}

  /**
   * Azure does not do this.
   *
   * @param status of HTTP, such as 403
   */
  record Refused(int status, String code, String message) implements Sent {}

  /**
   * Nothing has left this machine, for want of a token.
   *
   * @param reason a phrase for people
   */
  record Unsent(String reason) implements Sent {}

  /**
   * Nobody knows whether Azure has taken it: no whole answer came, or a 5xx that says nothing.
   *
   * @param reason a phrase for people
   */
  record Lost(String reason) implements Sent {}
}
