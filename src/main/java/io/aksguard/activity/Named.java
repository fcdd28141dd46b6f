package io.aksguard.activity;

import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import java.util.List;
import java.util.Map;

/** Verdicts by names that can be compared before and after a write. */
final class Named {
  private Named() {}

  /** All of a status: {@code control}, or {@code control subject}. */
  static List<String> of(Map<FindingKey, State> states, Status status) {
    return states.values().stream()
        .filter(state -> state.status() == status)
        .map(State::key)
        .map(key -> key.subject().isEmpty() ? key.control() : key.control() + ' ' + key.subject())
        .toList();
  }
}
