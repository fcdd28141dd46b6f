package io.aksguard.evidence.kubernetes;

import static java.util.Objects.requireNonNull;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a pod: there may be a hundred thousand of them.
 *
 * @param owner null for a bare pod
 * @param above the controller above a ReplicaSet, where the pod's labels tell it
 * @param node null where it is not scheduled
 * @param phase null in a manifest
 */
record PodRecord(
    String namespace,
    String name,
    @Nullable Owner owner,
    @Nullable Owner above,
    @Nullable Object node,
    @Nullable Object phase,
    JsonArray images) {

  static PodRecord of(ClusterObject pod, JsonArray images) {
    Optional<Owner> owner = Owner.of(pod.body());
    Optional<JsonObject> labels = pod.body().object("labels");
    return new PodRecord(
        pod.namespace(),
        pod.name(),
        owner.orElse(null),
        owner.flatMap(direct -> direct.above(labels)).orElse(null),
        pod.body().object("spec").map(spec -> spec.raw("nodeName")).orElse(null),
        pod.body().object("status").map(status -> status.raw("phase")).orElse(null),
        images);
  }

  /** What it belongs to, as far as it tells itself; only for a pod that has an owner. */
  Owner top() {
    return above == null ? requireNonNull(owner) : above;
  }

  boolean isRunning() {
    return "Running".equals(phase);
  }

  /** The section's element. */
  JsonObject body(String workload) {
    return new JsonObject.Builder(0)
        .put("namespace", namespace)
        .put("name", name)
        .put("workload", workload)
        .put("node", node)
        .put("phase", phase)
        .put("images", images)
        .build();
  }
}
