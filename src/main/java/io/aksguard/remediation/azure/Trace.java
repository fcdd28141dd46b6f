package io.aksguard.remediation.azure;

/** What Azure's activity log knows of a write. */
public sealed interface Trace {
  /**
   * It is in the log.
   *
   * @param status the latest: Started, Accepted, Succeeded or Failed. Failed is a refusal as well
   *     as an operation that ended so.
   */
  record Seen(String status) implements Trace {}

  /**
   * It is not in the log, or not yet: entries come minutes late. Alone this proves nothing; the
   * caller waits, and looks at the resource.
   */
  record NotSeen() implements Trace {}

  /**
   * The log could not be read whole.
   *
   * @param reason a phrase for people
   */
  record Unknown(String reason) implements Trace {}
}
