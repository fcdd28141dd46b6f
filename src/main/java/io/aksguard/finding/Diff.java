package io.aksguard.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has moved between two states of one cluster. */
public final class Diff {
  private Diff() {}

  /** The transitions from {@code known} to {@code now}, in the order of their keys. */
  public static List<Transition> of(Map<FindingKey, State> known, Map<FindingKey, State> now) {
    Map<FindingKey, Transition> moved = new TreeMap<>();
    now.forEach(
        (key, after) -> {
          @Nullable State before = known.get(key);
          if (before == null
              || before.status() != after.status()
              || !before.waiver().equals(after.waiver())) {
            moved.put(key, new Transition(key, before, after));
          }
        });
    known.forEach(
        (key, before) -> {
          if (!now.containsKey(key)) {
            moved.put(key, new Transition(key, before, null));
          }
        });
    return new ArrayList<>(moved.values());
  }

  /** The states of these findings by what they are about; of two about the same the worse one. */
  public static Map<FindingKey, State> states(List<Finding> findings) {
    Map<FindingKey, State> states = new TreeMap<>();
    for (Finding finding : findings) {
      State state = State.of(finding);
      states.merge(state.key(), state, (a, b) -> rank(a) >= rank(b) ? a : b);
    }
    return states;
  }

  /** An open failure hides nothing, and doubt is worse than a pass. */
  private static int rank(State state) {
    return switch (state.status()) {
      case FAIL -> state.isOpen() ? 4 : 3;
      case UNKNOWN -> 2;
      case PASS -> 1;
      case NOT_APPLICABLE -> 0;
    };
  }
}
