package io.aksguard.config;

import java.util.List;
import java.util.Map;

/**
 * What may be done about the failures of some controls in some clusters.
 *
 * @param controls their ids; empty for all controls
 * @param resource pattern of the cluster's ARM id or name; {@code *} stands for any text
 * @param tags that the cluster bears, all of them; names and values without regard to case
 */
public record ModeRule(
    List<String> controls, String resource, Map<String, String> tags, Mode mode) {
  public ModeRule {
    controls = List.copyOf(controls);
    tags = Map.copyOf(tags);
  }

  private static String name(String cluster) {
    return cluster.substring(cluster.lastIndexOf('/') + 1);
  }

  /** Whether it holds for the control in the cluster, if only its tags are these. */
  boolean asksTags(String control, String cluster) {
    return !tags.isEmpty() && holds(control, cluster, tags);
  }

  boolean holds(String control, String cluster, Map<String, String> itsTags) {
    return (controls.isEmpty() || controls.contains(control))
        && (NamePattern.matches(resource, cluster) || NamePattern.matches(resource, name(cluster)))
        && tags.entrySet().stream()
            .allMatch(
                wanted ->
                    itsTags.entrySet().stream()
                        .anyMatch(
                            tag ->
                                tag.getKey().equalsIgnoreCase(wanted.getKey())
                                    && tag.getValue().equalsIgnoreCase(wanted.getValue())));
  }
}
