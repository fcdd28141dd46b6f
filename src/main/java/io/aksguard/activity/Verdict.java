package io.aksguard.activity;

import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import java.time.Instant;

/** What a new assessment says of a fix that was written. */
sealed interface Verdict {
  /** It helped. */
  record Helped() implements Verdict {}

  /**
   * What it was for passes. Other failures of its control were held all along, by a waiver or by
   * what they need, and are still there.
   *
   * @param rest why, a sentence
   */
  record HelpedInPart(String rest) implements Verdict {}

  /** Another resource has still to be changed for it. */
  record More() implements Verdict {}

  /** It cannot be said: something could not be read. */
  record Doubt() implements Verdict {}

  /**
   * It is to be taken back.
   *
   * @param isUnhealthy whether the cluster itself says that something is wrong
   */
  record Bad(String reason, boolean isUnhealthy) implements Verdict {}

  /** For those who count; asked of a decided one only. */
  default Gate.Outcome outcome() {
    return this instanceof Helped || this instanceof HelpedInPart
        ? Gate.Outcome.VERIFIED
        : this instanceof Bad bad && bad.isUnhealthy()
            ? Gate.Outcome.UNHEALTHY
            : Gate.Outcome.FAILED;
  }

  /** Where that leads the intent. */
  default Intent move(Intent intent, Instant at) {
    if (this instanceof Helped) {
      return intent.verifiedAt(at);
    }
    if (this instanceof HelpedInPart part) {
      return intent.to(Phase.VERIFIED, "what it was for passes; " + part.rest(), at);
    }
    return this instanceof Bad bad
        ? intent.to(Phase.UNDOING, bad.reason(), at)
        : intent.to(
            Phase.NEEDS_PERSON,
            "whether it has helped cannot be seen for a quarter of an hour",
            at);
  }
}
