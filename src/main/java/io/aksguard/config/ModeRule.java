package io.aksguard.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be done about the failures of some controls in some clusters.
 *
 * @param controls their ids; empty for all controls
 * @param resource of the clusters, as in {@link Selector}
 * @param tags of the clusters, as in {@link Selector}
 */
public record ModeRule(
    List<String> controls, String resource, Map<String, String> tags, Mode mode) {
  public ModeRule {
    controls = List.copyOf(controls);
    tags = Map.copyOf(tags);
  }

  /** Whether it holds for the control in the cluster; empty where only its tags could tell. */
  Optional<Boolean> holds(String control, String cluster, Optional<Map<String, String>> itsTags) {
    return controls.isEmpty() || controls.contains(control)
        ? new Selector(resource, tags).holds(cluster, itsTags)
        : Optional.of(false);
  }
}
