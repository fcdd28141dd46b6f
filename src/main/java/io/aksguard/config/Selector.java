package io.aksguard.config;

import java.util.Map;
import java.util.Optional;

/**
 * Some clusters.
 *
 * @param resource pattern of the cluster's ARM id or name; {@code *} stands for any text
 * @param tags that the cluster bears, all of them; names and values without regard to case
 */
public record Selector(String resource, Map<String, String> tags) {
  public Selector {
    tags = Map.copyOf(tags);
  }

  /**
   * Whether it means the cluster.
   *
   * @param cluster its ARM id, or its name where the input has no id
   * @param itsTags empty where they could not be read
   * @return empty where only its tags could tell
   */
  public Optional<Boolean> holds(String cluster, Optional<Map<String, String>> itsTags) {
    String name = cluster.substring(cluster.lastIndexOf('/') + 1);
    if (!NamePattern.matches(resource, cluster) && !NamePattern.matches(resource, name)) {
      return Optional.of(false);
    }
    return tags.isEmpty() ? Optional.of(true) : itsTags.map(this::isBornBy);
  }

  private boolean isBornBy(Map<String, String> itsTags) {
    return tags.entrySet().stream()
        .allMatch(
            wanted ->
                itsTags.entrySet().stream()
                    .anyMatch(
                        tag ->
                            tag.getKey().equalsIgnoreCase(wanted.getKey())
                                && tag.getValue().equalsIgnoreCase(wanted.getValue())));
  }
}
