package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.config.Mode;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.guard.Flap;
import io.aksguard.remediation.guard.Loop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Pure: what becomes of a cluster's intents by a new plan. What is running goes on; what has ended
 * stays so until the failure is gone, or something else is wanted: nobody is asked twice.
 */
public final class Intending {
  /** Also where nothing fails any more: what a person has to look at is not only the control. */
  private static final Set<Phase> REMEMBERED =
      Set.of(Phase.VERIFIED, Phase.FROZEN, Phase.NEEDS_PERSON);

  private final ArmId cluster;
  private final Instant at;
  private final Bounds bounds;
  private final Loop loop;

  /**
   * @param loop what our own writes have brought about
   */
  public Intending(ArmId cluster, Instant at, Bounds bounds, Loop loop) {
    this.cluster = cluster;
    this.at = at;
    this.bounds = bounds;
    this.loop = loop;
  }

  /**
   * @param known intents by their control
   * @param states that the plan was made of
   * @return all of them, as they are to be
   */
  public Map<String, Intent> after(
      Map<String, Intent> known, Collection<State> states, Planned planned) {
    Map<String, List<Fix>> wanted = planned.wanted();
    Map<String, Intent> next = new TreeMap<>();
    wanted.forEach(
        (control, fixes) ->
            next.put(control, wanted(Optional.ofNullable(known.get(control)), fixes)));
    known.forEach(
        (control, intent) -> {
          if (!wanted.containsKey(control)) {
            unwanted(intent, planned, states).ifPresent(kept -> next.put(control, kept));
          }
        });
    return next;
  }

  private Intent wanted(Optional<Intent> known, List<Fix> fixes) {
    Fix fix = fixes.get(0);
    Intent first =
        Intent.of(
            cluster, fix.control(), fix.version(), Wish.ofFixes(fixes), fix.decision().mode(), at);
    if (known.isEmpty()) {
      return begun(first, fixes, List.of());
    }
    Intent old = known.get();
    Intent fresh = first.after(old, relapses(old));
    if (old.phase().isRunning()) {
      return old;
    }
    boolean isSame = old.id().equals(fresh.id());
    if (old.phase().isWaiting()) {
      boolean isStill = isSame && (old.mode().equals(fresh.mode()) || !old.by().isEmpty());
      return isStill ? old : begun(fresh, fixes, old.attempts());
    }
    boolean isAgain = old.phase() == Phase.VERIFIED || old.phase() == Phase.WITHDRAWN;
    boolean isFrozen = old.phase() == Phase.FROZEN;
    return isFrozen || (isSame && !isAgain) ? old : begun(fresh, fixes, old.attempts());
  }

  /** One that had helped has failed again now, and not by our own doing. */
  private List<Instant> relapses(Intent old) {
    List<Instant> relapses = new ArrayList<>(old.relapses());
    if (old.phase() == Phase.VERIFIED && loop.hold(old.control()).isEmpty()) {
      relapses.add(at);
    }
    return relapses;
  }

  /**
   * @param before writes of the one before it
   */
  private Intent begun(Intent fresh, List<Fix> fixes, List<String> before) {
    Optional<Hold> fight = new Flap(bounds.flap()).hold(fresh.relapses());
    if (fight.isPresent()) {
      return fresh
          .to(Phase.FROZEN, fight.get().reason(), at)
          .attempted(before)
          .fought(Fight.begun(at));
    }
    String because = asked(fixes.get(0));
    Optional<Hold> ours = loop.hold(fresh.control());
    if (!fresh.mode().equals(Mode.AUTO.word())) {
      // Nothing is done by itself then: who decides is told.
      return fresh
          .to(
              Phase.AWAITING_APPROVAL,
              because + ours.map(hold -> "; " + hold.reason()).orElse(""),
              at)
          .until(at.plus(bounds.approvalExpiresAfter()));
    }
    if (ours.isPresent()) {
      return fresh.held(ours.get().guard(), ours.get().reason(), at);
    }
    Optional<Hold> held = fixes.stream().map(Fix::hold).filter(hold -> !hold.isNone()).findFirst();
    boolean isDue = fixes.stream().anyMatch(fix -> fix.hold().isNone());
    return held.isPresent() && !isDue
        ? fresh.held(held.get().guard(), held.get().reason(), at)
        : fresh.to(Phase.PLANNED, because, at);
  }

  /** Whoever approves it is told what else it waits for. */
  private static String asked(Fix fix) {
    String because = fix.decision().because();
    return fix.hold().guard().equals("permissions")
        ? because + "; approved, it would wait: " + fix.hold().reason()
        : because;
  }

  /** Empty where there is no need to remember it. */
  private Optional<Intent> unwanted(Intent intent, Planned planned, Collection<State> states) {
    if (intent.phase().isRunning() || REMEMBERED.contains(intent.phase())) {
      return Optional.of(intent);
    }
    Optional<Fix> held =
        planned.fixes().stream().filter(fix -> fix.control().equals(intent.control())).findFirst();
    boolean isUnseen = held.map(Fix::hold).filter(h -> h.guard().equals("evidence")).isPresent();
    if (isUnseen || (held.isEmpty() && isUnknown(intent.control(), states))) {
      // Nobody can say that the failure is gone, or that something else is wanted.
      return Optional.of(intent);
    }
    if (intent.phase().isEnded()) {
      return held.isEmpty() ? Optional.empty() : Optional.of(intent);
    }
    String why = held.map(fix -> fix.hold().reason()).orElse("nothing of it fails any more");
    return Optional.of(intent.to(Phase.WITHDRAWN, why, at));
  }

  private static boolean isUnknown(String control, Collection<State> states) {
    return states.stream()
        .filter(state -> state.status() == Status.UNKNOWN)
        .map(State::key)
        .map(FindingKey::control)
        .anyMatch(control::equals);
  }
}
