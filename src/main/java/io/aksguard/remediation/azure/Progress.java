package io.aksguard.remediation.azure;

import java.time.Duration;

/** How a long operation goes on. Durations, codes and messages are as those of {@link Sent}. */
public sealed interface Progress {
  /**
   * @param retryAfter when to ask again
   */
  record Running(Duration retryAfter) implements Progress {}

  record Succeeded() implements Progress {}

  /** It may have left its work half done. */
  record Failed(String code, String message) implements Progress {}

  /** Somebody has aborted it; what it had begun stays as it is then. */
  record Canceled() implements Progress {}

  /**
   * No answer tells. An operation that is forgotten (404) stays so: look at the resource then.
   *
   * @param reason a phrase for people
   * @param retryAfter when asking again may help
   */
  record Unknown(String reason, Duration retryAfter) implements Progress {}
}
