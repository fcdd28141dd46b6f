package io.aksguard.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * That an intent is another one now.
 *
 * @param control that it is about
 * @param before null where there was none
 * @param after null where there is none any more
 */
public record Move(String control, @Nullable Intent before, @Nullable Intent after) {

  /** The moves from {@code known} to {@code now}, by control in their order. */
  public static List<Move> between(Map<String, Intent> known, Map<String, Intent> now) {
    TreeSet<String> controls = new TreeSet<>(known.keySet());
    controls.addAll(now.keySet());
    List<Move> moves = new ArrayList<>();
    for (String control : controls) {
      @Nullable Intent before = known.get(control);
      @Nullable Intent after = now.get(control);
      if (!Objects.equals(before, after)) {
        moves.add(new Move(control, before, after));
      }
    }
    return moves;
  }

  /** Whether it is settled now who keeps changing a frozen fix back, or that nobody knows. */
  public boolean isAccusation() {
    return before != null
        && after != null
        && before.fight().flatMap(Fight::look).isPresent()
        && after.fight().filter(fight -> fight.look().isEmpty()).isPresent();
  }

  /** Whether what is half carried out has to wait from now on for what is left of it. */
  public boolean isHeldUp() {
    return before != null
        && after != null
        && after.phase() == Phase.SUCCEEDED
        && !after.guard().isEmpty()
        && !after.guard().equals(before.guard());
  }

  /** Whether it is in a phase that it, or the one before it, was not in. */
  public boolean isNewPhase() {
    return after != null
        && (before == null || before.phase() != after.phase() || !before.id().equals(after.id()));
  }
}
