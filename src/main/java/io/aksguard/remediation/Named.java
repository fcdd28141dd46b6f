package io.aksguard.remediation;

import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Verdicts by names that can be compared before and after a write. */
public final class Named {
  private Named() {}

  /** All of a status. */
  public static List<String> of(Map<FindingKey, State> states, Status status) {
    return states.values().stream()
        .filter(state -> state.status() == status)
        .map(State::key)
        .map(Named::of)
        .toList();
  }

  /** What a write must not make fail: all that passes, but for what it entails. */
  public static List<String> passing(Map<FindingKey, State> states, Set<String> entailed) {
    Map<FindingKey, State> held = new LinkedHashMap<>(states);
    held.keySet().removeIf(key -> entailed.contains(key.control()));
    return of(held, Status.PASS);
  }

  /** {@code control}, or {@code control subject}. */
  public static String of(FindingKey key) {
    return key.subject().isEmpty() ? key.control() : key.control() + ' ' + key.subject();
  }
}
