package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Changes;
import io.aksguard.remediation.Named;
import io.aksguard.remediation.Planner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fixes of several writes whose control passes before the last of them: a private endpoint is
 * approved, and without its record in DNS nobody finds it. What has failed before all writes is
 * worked out as if it failed still; of that only resources that are not there, and actions, are
 * due, and of those what was not sent for it. Pure.
 */
final class Unfinished {
  /**
   * @param call empty where a body is put
   */
  private record Write(ArmId resource, String call) {}

  private final Collection<State> states;
  private final Map<String, Set<Write>> written;

  private Unfinished(Collection<State> states, Map<String, Set<Write>> written) {
    this.states = states;
    this.written = written;
  }

  /**
   * @param begun intents of which something is written
   * @param attempts their writes, by their ids
   */
  static Unfinished of(
      Map<FindingKey, State> states, List<Intent> begun, Map<String, Attempt> attempts) {
    List<State> taken = new ArrayList<>(states.values());
    Map<String, Set<Write>> written = new HashMap<>();
    for (Intent intent : begun) {
      List<Attempt> made = intent.attempts().stream().flatMap(id -> of(attempts, id)).toList();
      boolean fails =
          taken.stream()
              .filter(each -> is(each, intent, Status.FAIL))
              .anyMatch(each -> made.stream().anyMatch(write -> write.isFor(each.key())));
      if (!fails && !made.isEmpty()) {
        written.put(intent.control(), writes(made));
        Set<String> always = new HashSet<>(made.get(0).passing());
        made.forEach(each -> always.retainAll(each.passing()));
        taken.replaceAll(
            each ->
                is(each, intent, Status.PASS) && !always.contains(Named.of(each.key()))
                    ? failing(each)
                    : each);
      }
    }
    return new Unfinished(List.copyOf(taken), written);
  }

  private static Stream<Attempt> of(Map<String, Attempt> attempts, String id) {
    Attempt attempt = attempts.get(id);
    return attempt == null ? Stream.empty() : Stream.of(attempt);
  }

  private static Set<Write> writes(List<Attempt> made) {
    Set<Write> writes = new HashSet<>();
    made.forEach(each -> writes.add(new Write(each.resource(), each.call())));
    return writes;
  }

  private static boolean is(State state, Intent intent, Status status) {
    return state.key().control().equals(intent.control())
        && state.version().equals(intent.version())
        && state.status() == status;
  }

  private static State failing(State state) {
    return new State(
        state.key(),
        state.version(),
        state.severity(),
        Status.FAIL,
        state.waiver(),
        state.message(),
        state.path(),
        state.value(),
        state.observedAt());
  }

  /**
   * What is due for some controls.
   *
   * @param evidence that the states were judged from
   */
  Changes due(Planner planner, ArmId cluster, Evidence evidence, Set<String> allowed) {
    return due(planner.changes(cluster.value(), states, evidence, allowed, controls()));
  }

  /** Controls that pass and are worked out as if they failed. */
  Set<String> controls() {
    return written.keySet();
  }

  /** What the planner is to work from. */
  Collection<State> states() {
    return states;
  }

  /** Of what the planner works out from it what is due. */
  Changes due(Changes changes) {
    return new Changes(changes.changes().stream().filter(this::isDue).toList(), changes.fixes());
  }

  private boolean isDue(Change change) {
    return change.controls().stream()
        .filter(written::containsKey)
        .allMatch(
            control ->
                (change.isNew() || !change.call().isEmpty())
                    && !written
                        .getOrDefault(control, Set.of())
                        .contains(new Write(change.resource(), change.call())));
  }
}
