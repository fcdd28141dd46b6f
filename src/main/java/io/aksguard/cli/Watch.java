package io.aksguard.cli;

import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.storage.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at a fix again and again, until it has come to its end. */
final class Watch {
  /** An operation of AKS takes minutes. */
  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final Supplier<AppFix> look;
  private final Outside outside;
  private final Consumer<Intent> tell;

  /**
   * @param tell takes the intent at each phase, and each reason for it, once
   */
  Watch(Supplier<AppFix> look, Outside outside, Consumer<Intent> tell) {
    this.look = look;
    this.outside = outside;
    this.tell = tell;
  }

  /**
   * Returns when it was verified.
   *
   * @throws NotDoneException where it has ended otherwise, or goes on at the end of that time
   * @throws UnavailableException where the app does not answer then; until then it is asked again
   */
  void verified(String intent, Duration most) {
    Instant end = outside.clock().instant().plus(most);
    String told = "";
    while (true) {
      String state = "";
      try {
        AppFix fix = look.get();
        Intent now = same(fix, intent);
        state = now.phase().word() + now.reason();
        if (!state.equals(told)) {
          tell.accept(now);
          told = state;
        }
        if (now.phase() == Phase.VERIFIED) {
          return;
        }
        if (now.phase().isEnded()) {
          throw new NotDoneException(
              Phase.GIVEN_UP.contains(now.phase()) ? fix.why() : "it is " + now.phase().word());
        }
      } catch (UnavailableException e) {
        if (isOver(end)) {
          throw e;
        }
      }
      if (isOver(end)) {
        throw new NotDoneException(
            "it has not ended after %d minutes, and goes on without this command"
                .formatted(most.toMinutes()));
      }
      outside.pause().of(BETWEEN);
    }
  }

  private boolean isOver(Instant end) {
    return !outside.clock().instant().isBefore(end);
  }

  /** Another plan has another intent, and what was approved is not wanted any more. */
  private static Intent same(AppFix fix, String intent) {
    Optional<Intent> now = fix.intent();
    if (now.isEmpty()) {
      throw new NotDoneException("it was given up: " + fix.why());
    }
    if (!now.get().id().equals(intent)) {
      throw new NotDoneException(
          "something else is wanted by now, as " + now.get().id() + ": " + fix.why());
    }
    if (now.get().phase() == Phase.AWAITING_APPROVAL) {
      throw new NotDoneException("it has failed again since: " + fix.why());
    }
    return now.get();
  }
}
