package io.aksguard.control;

import java.util.List;

/**
 * What a control's remedy comes to for one failure.
 *
 * @param steps in order; empty where something is unmet
 * @param unmet a sentence for people: why nothing can be changed; empty where it can
 * @param how the steps for people, with what they name of the cluster; empty where that is not
 *     known
 */
public record Mending(List<Wanted> steps, String unmet, String how) {
  public Mending {
    steps = List.copyOf(steps);
  }

  /** Of what nobody has asked for. */
  public static final Mending NONE = unmet("nothing is known of it");

  static Mending unmet(String reason) {
    return new Mending(List.of(), reason, "");
  }

  Mending told(String steps) {
    return new Mending(this.steps, unmet, steps);
  }
}
