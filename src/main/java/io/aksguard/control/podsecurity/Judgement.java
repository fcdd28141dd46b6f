package io.aksguard.control.podsecurity;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a pod's violations.
 *
 * @param violations those seen, in the order of the checks
 * @param rest why there may be others: a part of the pod was not read, or is no pod's
 */
public record Judgement(List<Violation> violations, Optional<Gap> rest) {
  public Judgement {
    violations = List.copyOf(violations);
  }

  /**
   * Whether the level admits the pod. One violation decides, whatever else is not known.
   *
   * @throws GapException where no violation is seen and a part of the pod is not known
   */
  public boolean allows() {
    return violations.isEmpty() && all().isEmpty();
  }

  /**
   * Every violation.
   *
   * @throws GapException where a part of the pod is not known
   */
  public List<Violation> all() {
    if (rest.isPresent()) {
      throw new GapException(rest.get());
    }
    return violations;
  }
}
