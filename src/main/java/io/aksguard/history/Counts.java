package io.aksguard.history;

import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many states of each kind a cluster had after a commit, so that nobody needs the states for a
 * curve.
 *
 * @param open failures that no waiver lies over
 * @param waived failures under a waiver
 * @param controls that said anything about the cluster
 * @param covered controls without any UNKNOWN
 */
public record Counts(
    long open,
    long waived,
    long passed,
    long notApplicable,
    long unknown,
    long controls,
    long covered) {

  /** Counts these states. */
  public static Counts of(Map<FindingKey, State> states) {
    Set<String> controls = new HashSet<>();
    Set<String> uncovered = new HashSet<>();
    for (State state : states.values()) {
      controls.add(state.key().control());
      if (state.status() == Status.UNKNOWN) {
        uncovered.add(state.key().control());
      }
    }
    Collection<State> all = states.values();
    long open = all.stream().filter(State::isOpen).count();
    return new Counts(
        open,
        count(all, Status.FAIL) - open,
        count(all, Status.PASS),
        count(all, Status.NOT_APPLICABLE),
        count(all, Status.UNKNOWN),
        controls.size(),
        controls.size() - uncovered.size());
  }

  private static long count(Collection<State> states, Status status) {
    return states.stream().filter(state -> state.status() == status).count();
  }
}
