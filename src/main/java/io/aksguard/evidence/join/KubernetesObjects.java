package io.aksguard.evidence.join;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.Section;
import io.aksguard.evidence.kubernetes.ClusterObjects;
import io.aksguard.evidence.kubernetes.Extent;
import java.util.Optional;

/** Section {@code kubernetes}: how complete it is; its content is made in evidence.kubernetes. */
final class KubernetesObjects {
  static final String NAME = "kubernetes";

  private KubernetesObjects() {}

  /** The section; without a single object it is a gap, whatever is declared: no cluster is empty. */
  static Section section(ClusterObjects objects, Declared declared) {
    Optional<Gap> missing =
        objects
            .gap()
            .or(
                () ->
                    objects.isComplete()
                        ? Optional.ofNullable(declared.lost())
                        : declared.missing(NAME));
    return new Section(
        objects.section(new Extent(missing)), objects.observedAt(), objects.source());
  }
}
