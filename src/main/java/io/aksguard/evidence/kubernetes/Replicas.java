package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How many pods workloads ask for at least. */
final class Replicas {
  private static final Set<String> SCALED =
      Set.of("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController");

  /** By the workload that an autoscaler names. */
  private final Map<String, Object> minimums = new HashMap<>();

  private final Optional<Gap> hidden;

  /**
   * @param autoscalers HorizontalPodAutoscalers
   */
  Replicas(JsonArray autoscalers) {
    this.hidden = autoscalers.rest();
    for (JsonObject autoscaler : autoscalers.objects()) {
      JsonObject spec = autoscaler.object("spec").orElse(JsonObject.of(Map.of()));
      Object least = spec.raw("minReplicas");
      spec.object("scaleTargetRef")
          .ifPresent(
              target ->
                  minimums.put(
                      ClusterObject.key(
                          target.string("kind").orElse(""),
                          autoscaler.string("namespace").orElse(""),
                          target.string("name").orElse("")),
                      least == null ? 1L : least));
    }
  }

  /**
   * The minimum of its autoscaler, which sets {@code spec.replicas}; without one {@code
   * spec.replicas}, and 1 where that is absent, too. Where autoscalers may be hidden, an absent
   * number is not known. Empty for what runs on each node, once, or by itself.
   */
  Optional<Object> least(JsonObject workload) {
    String kind = workload.string("kind").orElse("");
    if (!SCALED.contains(kind)) {
      return Optional.empty();
    }
    String key =
        ClusterObject.key(
            kind, workload.string("namespace").orElse(""), workload.string("name").orElse(""));
    Object minimum = minimums.get(key);
    if (minimum != null) {
      return Optional.of(minimum);
    }
    try {
      Object own = Field.object(workload.raw("spec"), "spec").raw("replicas");
      return Optional.of(own != null ? own : hidden.<Object>map(gap -> gap).orElse(1L));
    } catch (GapException e) {
      return Optional.of(e.gap());
    }
  }
}
