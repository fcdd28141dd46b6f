package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.history.Known;
import io.aksguard.intent.Culprit;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.KeptLine;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.azure.ChangeLog;
import io.aksguard.remediation.guard.Culprits;
import io.aksguard.remediation.guard.KeptLines;
import io.aksguard.remediation.guard.Owned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who keeps changing back what was frozen. That was given up already, whoever it is: so
 * nothing here may fail, and what cannot be told is a doubt.
 */
final class Accusing {
  /**
   * When to look again, from the freeze on: Resource Graph mostly shows a change within a minute,
   * and sometimes after many.
   */
  private static final List<Duration> LOOKS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

  private final ChangeLog changes;
  private final Traces traces;
  private final Moves moves;
  private final Clock clock;

  Accusing(ChangeLog changes, Traces traces, Moves moves, Clock clock) {
    this.changes = changes;
    this.traces = traces;
    this.moves = moves;
    this.clock = clock;
  }

  /**
   * Looks once for each that is due.
   *
   * @return whether there was any
   */
  boolean step(ArmId cluster, Known known) {
    Instant now = clock.instant();
    Map<Intent, Fight> looked = new HashMap<>();
    for (Intent intent : Remediation.in(known.intents(), Phase.FROZEN)) {
      intent
          .fight()
          .filter(fight -> fight.look().filter(at -> !now.isBefore(at)).isPresent())
          .ifPresent(fight -> looked.put(intent, look(cluster, known, intent, now)));
    }
    return !looked.isEmpty()
        && moves.move(
            cluster,
            "who changes it back",
            looked.keySet(),
            intent -> intent.fought(Objects.requireNonNull(looked.get(intent))));
  }

  private Fight look(ArmId cluster, Known known, Intent intent, Instant now) {
    Optional<Instant> next =
        LOOKS.stream().map(intent.since()::plus).filter(at -> at.isAfter(now)).findFirst();
    try {
      return look(cluster, known, intent, traces.attempts(cluster, intent), next, now);
    } catch (IllegalStateException e) {
      return new Fight(
          Culprit.unknown("what was written cannot be read: " + e.getMessage()), List.of(), next);
    }
  }

  private Fight look(
      ArmId cluster,
      Known known,
      Intent intent,
      List<Attempt> writes,
      Optional<Instant> next,
      Instant now) {
    List<Owned> owned = new ArrayList<>();
    // A pool's members are shown in its cluster, too.
    Set<ArmId> resources = new LinkedHashSet<>(Set.of(cluster));
    for (Attempt write : writes) {
      owned.addAll(Owned.of(write.preimage(), intent.control()));
      resources.add(write.resource());
    }
    if (owned.isEmpty()) {
      return new Fight(
          Culprit.unknown("its fix has set nothing that changes would show"),
          List.of(),
          Optional.empty());
    }
    Instant since = writes.get(writes.size() - 1).at();
    Culprits culprits =
        new Culprits(
            changes.changes(resources),
            traces.events(cluster, now),
            traces.own(cluster, known, now));
    Optional<Culprit> shown = culprits.shown(owned, since, intent.relapses());
    List<KeptLine> kept = owned.stream().map(KeptLines::of).distinct().toList();
    return new Fight(
        shown.orElseGet(() -> culprits.suspect(owned, since)),
        kept,
        shown.filter(Culprit::isKnown).isPresent() ? Optional.empty() : next);
  }
}
