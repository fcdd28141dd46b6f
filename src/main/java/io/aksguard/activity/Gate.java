package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.guard.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What has to let a write through, asked just before it. It fails closed. */
public interface Gate {
  /** How a write has ended, for those that count. */
  enum Outcome {
    /** A new assessment has shown that it helped. */
    VERIFIED,
    /** It did not help, or broke something else. */
    FAILED,
    /** It left the cluster unhealthy. */
    UNHEALTHY,
    /** Nothing was written. */
    NOT_WRITTEN
  }

  /**
   * Asked again for what was let through already, it answers the same.
   *
   * @param intents that the write carries out
   * @param evidence that it was worked out from
   * @return why it must wait, and until when where that is known
   */
  Optional<Wait> hold(List<Intent> intents, Change change, Evidence evidence);

  /**
   * Whether a body that takes a fix back has to wait for its turn, which is the next one.
   *
   * @param location of the cluster
   */
  Optional<Wait> turn(ArmId resource, String location);

  /** Whether a person has stopped everything. */
  Optional<Hold> stopped();

  /**
   * Azure has refused a write with 429.
   *
   * @param location of the cluster
   */
  void throttled(ArmId resource, String location, Duration retryAfter);

  /** May be told again. */
  void ended(Intent intent, Outcome outcome);

  /**
   * The write that was let through was not made. What was written for it before stays at risk.
   *
   * @param intents as they are without that write
   */
  default void notWritten(List<Intent> intents) {
    intents.stream()
        .filter(intent -> intent.attempts().isEmpty())
        .forEach(intent -> ended(intent, Outcome.NOT_WRITTEN));
  }
}
