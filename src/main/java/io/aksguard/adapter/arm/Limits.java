package io.aksguard.adapter.arm;

import java.time.Duration;

/**
 * How far a client goes.
 *
 * @param attempts of one request, the first included; one that was throttled is none, for others of
 *     ours may have used the quota up, unless there is but one
 * @param longestWait all waits of one request together; asked to wait longer, it gives up
 * @param share of each quota that is left to others, 0 to 1
 * @param concurrency requests under way at a time
 * @param mostPages of one list
 */
public record Limits(
    int attempts, Duration longestWait, double share, int concurrency, int mostPages) {

  /** Four attempts within a minute, a fifth of the quota left to others, eight at a time. */
  public static Limits standard() {
    return new Limits(4, Duration.ofMinutes(1), 0.2, 8, 1000);
  }
}
