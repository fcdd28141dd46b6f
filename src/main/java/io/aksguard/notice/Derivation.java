package io.aksguard.notice;

import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import java.util.List;
import java.util.Optional;

/** Placeholder until merged. */
public final class Derivation {
  private Derivation() {}

  public static List<Notice> of(
      Commit commit, Optional<Commit> previous, List<Transition> transitions) {
    return List.of();
  }
}
