package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.azure.Permitted;
import io.aksguard.remediation.guard.Rights;
import io.aksguard.remediation.permission.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Asks Azure what the app may do before anything is promised or written, and remembers it for
 * minutes: the clusters of a subscription, and what they share, are asked about once.
 */
public final class Preflight {
  /** A role that was just given takes as long to be known everywhere. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  /** Scopes that are remembered; what that takes is a few megabytes. */
  private static final int MOST = 10_000;

  private final Function<ArmId, Permitted> azure;
  private final Clock clock;
  private final Map<ArmId, Answer> answers = new ConcurrentHashMap<>();

  private record Answer(Permitted permitted, Instant at) {}

  /**
   * @param azure asks Azure about one scope
   */
  public Preflight(Function<ArmId, Permitted> azure, Clock clock) {
    this.azure = azure;
    this.clock = clock;
  }

  /** Why the app would be refused, or may be for all that is known. */
  public Optional<Hold> hold(Collection<Permission> needed) {
    return new Rights(this::permitted).hold(needed);
  }

  private Permitted permitted(ArmId scope) {
    Instant now = clock.instant();
    Answer known = answers.get(scope);
    if (known != null && now.isBefore(known.at().plus(FRESH))) {
      return known.permitted();
    }
    if (answers.size() >= MOST) {
      answers.clear();
    }
    Answer fresh = new Answer(azure.apply(scope), now);
    answers.put(scope, fresh);
    return fresh.permitted();
  }
}
