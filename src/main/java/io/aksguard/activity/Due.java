package io.aksguard.activity;

import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.guard.Loop;
import io.aksguard.remediation.guard.Wait;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which of a cluster's intents may be written for now, and why the others wait: one guard after the
 * other takes some out. It changes nothing else.
 */
final class Due {
  private final Map<String, Intent> intents;
  private final Set<String> controls;
  private final Map<String, Wait> held = new HashMap<>();

  /**
   * @param intents one for each control
   */
  Due(List<Intent> intents) {
    this.intents = intents.stream().collect(Collectors.toMap(Intent::control, Function.identity()));
    this.controls = new TreeSet<>(this.intents.keySet());
    // What our own write has broken was held when it was planned, until a person releases it.
    intents.stream()
        .filter(intent -> intent.guard().equals(Loop.GUARD))
        .forEach(
            intent ->
                hold(Set.of(intent.control()), Wait.of(new Hold(intent.guard(), intent.reason()))));
  }

  /** Those that nothing holds. */
  Set<String> controls() {
    return Set.copyOf(controls);
  }

  /** The intents that a change is made for. */
  List<Intent> of(Change change) {
    return change.controls().stream().map(intents::get).toList();
  }

  /**
   * These have to wait; those that do already go on waiting for what they wait for.
   *
   * @return whether any was taken out
   */
  boolean hold(Collection<String> some, Wait wait) {
    boolean isAny = false;
    for (String control : some) {
      if (controls.remove(control)) {
        held.put(control, wait);
        isAny = true;
      }
    }
    return isAny;
  }

  /** What the plan itself holds back, and what does not fail any more, is not asked for again. */
  void settle(List<Fix> planned) {
    Map<String, List<Fix>> fixes = planned.stream().collect(Collectors.groupingBy(Fix::control));
    for (String control : controls()) {
      List<Fix> theirs = fixes.getOrDefault(control, List.of());
      if (theirs.isEmpty()) {
        controls.remove(control);
      } else if (theirs.stream().noneMatch(fix -> fix.hold().isNone())) {
        hold(Set.of(control), Wait.of(theirs.get(0).hold()));
      }
    }
  }

  /** What becomes of an intent for which nothing is written now. */
  Intent left(Intent intent, Instant at) {
    Wait wait = held.get(intent.control());
    if (wait == null) {
      return intent.phase().isWaiting()
          ? intent.to(Phase.WITHDRAWN, "nothing of it is left to change", at)
          : intent;
    }
    Intent waits = intent.held(wait.hold().guard(), wait.hold().reason(), at);
    return wait.until().map(waits::until).orElse(waits);
  }
}
