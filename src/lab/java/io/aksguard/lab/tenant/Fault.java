package io.aksguard.lab.tenant;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A rule: calls that match fail in this way.
 *
 * @param verb such as GET; empty for all
 * @param path a regular expression that is searched for in the path, without regard to case
 * @param effect what happens
 * @param share of the matching calls, from 0 to 1
 * @param delay how long an answer is held back, in real time; zero where the effect is no delay
 * @param passed how many calls that it would strike pass first
 * @param most how many calls it strikes after those
 * @param rival what somebody else writes, as JSON; empty where the effect is no rival's
 */
public record Fault(
    String verb,
    Pattern path,
    Effect effect,
    double share,
    Duration delay,
    int passed,
    int most,
    String rival) {

  /** What happens to a call. */
  public enum Effect {
    /** 403 AuthorizationFailed. */
    FORBIDDEN,
    /** 404 ResourceNotFound, though it is there. */
    NOT_FOUND,
    /** 404 InvalidResourceType, as where the API version of a type is not served. */
    UNSERVED,
    /** 404 with a page of HTML, from a proxy on the way. */
    PROXY_PAGE,
    /** 429 with a Retry-After of one second. */
    THROTTLED,
    /** 500, 502, 503 or 504. */
    SERVER_ERROR,
    /** 400 BadRequest: the service does not want what is written. */
    REFUSED,
    /** The call is not done, and the connection is closed without an answer. */
    DROPPED,
    /** The call is done, and its answer comes late. */
    LATE,
    /** The call is done, and the connection is closed without an answer. */
    RESET,
    /** The call is done, and half of the answer arrives. */
    TRUNCATED,
    /** A list's first page holds at most one resource, and a next link. */
    SHORT_PAGE,
    /** Somebody else has just begun an operation, on the cluster where it is one of AKS: 409. */
    BUSY,
    /** The operation that the write begins ends Failed; a write that is done at once is not hit. */
    OPERATION_FAILED,
    /** Somebody aborts the operation that the write begins: it ends Canceled. */
    OPERATION_CANCELED,
    /** The write is accepted and ends Succeeded, and then nothing has changed. */
    IGNORED,
    /** The write is done, and leaves the cluster Failed, with its pools. */
    UNHEALTHY,
    /** Somebody else writes the resource just before: its ETag is another now. */
    OVERTAKEN,
    /** Somebody else writes the resource as soon as the write has ended. */
    OVERWRITTEN
  }

  public static Fault of(String verb, String path, Effect effect, double share) {
    return new Fault(
        verb,
        Pattern.compile(path, Pattern.CASE_INSENSITIVE),
        effect,
        share,
        Duration.ZERO,
        0,
        Integer.MAX_VALUE,
        "");
  }

  public static Fault late(String verb, String path, double share, Duration delay) {
    Fault rule = of(verb, path, Effect.LATE, share);
    return new Fault(verb, rule.path, rule.effect, share, delay, 0, rule.most, "");
  }

  /**
   * A rival of PUTs, once.
   *
   * @param effect OVERTAKEN or OVERWRITTEN
   * @param body what is laid over the resource, as JSON
   */
  public static Fault rival(String path, Effect effect, String body) {
    Fault rule = of("PUT", path, effect, 1);
    return new Fault("PUT", rule.path, effect, 1, Duration.ZERO, 0, 1, body);
  }

  /** Lets so many calls pass first: the undo is the second write of a path. */
  public Fault after(int calls) {
    return new Fault(verb, path, effect, share, delay, calls, most, rival);
  }

  /** Strikes no more than so often. */
  public Fault times(int strikes) {
    return new Fault(verb, path, effect, share, delay, passed, strikes, rival);
  }

  boolean matches(Request request) {
    return (verb.isEmpty() || verb.equalsIgnoreCase(request.method()))
        && path.matcher(request.path()).find();
  }
}
