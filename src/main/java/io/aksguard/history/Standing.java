package io.aksguard.history;

import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import java.util.Map;
import java.util.TreeMap;

/**
 * How things stand with a cluster after a commit, while commits are laid over it.
 *
 * @param states by what they are about
 * @param intents by their control
 */
record Standing(Map<FindingKey, State> states, Map<String, Intent> intents) {
  static Standing empty() {
    return new Standing(new TreeMap<>(), new TreeMap<>());
  }

  static Standing copyOf(Known known) {
    return new Standing(new TreeMap<>(known.states()), new TreeMap<>(known.intents()));
  }

  void apply(Transition transition) {
    State after = transition.after();
    if (after == null) {
      states.remove(transition.key());
    } else {
      states.put(transition.key(), after);
    }
  }

  void apply(Move move) {
    Intent after = move.after();
    if (after == null) {
      intents.remove(move.control());
    } else {
      intents.put(move.control(), after);
    }
  }
}
