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
 */
public record Fault(String verb, Pattern path, Effect effect, double share, Duration delay) {

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
    /** The call is done, and its answer comes late. */
    LATE,
    /** The call is done, and the connection is closed without an answer. */
    RESET,
    /** The call is done, and half of the answer arrives. */
    TRUNCATED,
    /** A list's first page holds at most one resource, and a next link. */
    SHORT_PAGE
  }

  public static Fault of(String verb, String path, Effect effect, double share) {
    return new Fault(
        verb, Pattern.compile(path, Pattern.CASE_INSENSITIVE), effect, share, Duration.ZERO);
  }

  public static Fault late(String verb, String path, double share, Duration delay) {
    return new Fault(
        verb, Pattern.compile(path, Pattern.CASE_INSENSITIVE), Effect.LATE, share, delay);
  }

  boolean matches(Request request) {
    return (verb.isEmpty() || verb.equalsIgnoreCase(request.method()))
        && path.matcher(request.path()).find();
  }
}
