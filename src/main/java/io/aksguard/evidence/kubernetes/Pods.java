package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * The pods of one workload, as selectors see them.
 *
 * @param index place of the workload in the section's list
 * @param labels of the pod template
 * @param gap why the labels are not known, where they are not
 * @param ownNetwork whether they have a network of their own; with {@code hostNetwork} no network
 *     policy governs them
 */
record Pods(
    int index,
    String namespace,
    Map<String, String> labels,
    Optional<Gap> gap,
    boolean ownNetwork) {

  static Pods of(int index, JsonObject workload) {
    String namespace = workload.string("namespace").orElse("");
    try {
      JsonObject template = Field.object(workload.raw("template"), "the pod template");
      Optional<JsonObject> metadata = Field.object(template, "metadata");
      boolean host =
          Field.object(template, "spec")
              .map(s -> Boolean.TRUE.equals(s.raw("hostNetwork")))
              .orElse(false);
      Map<String, String> labels = metadata.map(m -> Field.texts(m, "labels")).orElse(Map.of());
      return new Pods(index, namespace, labels, Optional.empty(), !host);
    } catch (GapException e) {
      return new Pods(index, namespace, Map.of(), Optional.of(e.gap()), true);
    }
  }
}
