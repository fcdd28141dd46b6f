package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What an object is controlled by, as its metadata says.
 *
 * @param name as it is written; of a ReplicaSet that is not in the input {@link #above} knows more
 */
record Owner(String kind, String apiVersion, String name) {
  /** Labels with the hash that a controller's ReplicaSet adds to its name, and that controller. */
  private static final List<String[]> HASHES =
      List.of(
          new String[] {"pod-template-hash", "Deployment", "apps/v1"},
          new String[] {"rollouts-pod-template-hash", "Rollout", "argoproj.io/v1alpha1"});

  /** The controlling owner; a static pod's node controls nothing that could be mended. */
  static Optional<Owner> of(JsonObject body) {
    return body.array("ownerReferences").map(JsonArray::objects).orElse(List.of()).stream()
        .filter(reference -> Boolean.TRUE.equals(reference.raw("controller")))
        .map(
            reference ->
                new Owner(
                    reference.string("kind").orElse(""),
                    reference.string("apiVersion").orElse(""),
                    reference.string("name").orElse("")))
        .filter(owner -> !owner.name().isEmpty() && !owner.kind().equals("Node"))
        .findFirst();
  }

  /**
   * The controller above a ReplicaSet that is not in the input, where a pod's labels tell it.
   *
   * @param labels of one of its pods
   */
  Optional<Owner> above(Optional<JsonObject> labels) {
    if (!kind.equals("ReplicaSet")) {
      return Optional.empty();
    }
    for (String[] known : HASHES) {
      Optional<String> hash = labels.flatMap(all -> all.string(known[0]));
      if (hash.isPresent() && name.endsWith("-" + hash.get())) {
        String stem = name.substring(0, name.length() - hash.get().length() - 1);
        return Optional.of(new Owner(known[1], known[2], stem));
      }
    }
    return Optional.empty();
  }

  String key(String namespace) {
    return ClusterObject.key(kind, namespace, name);
  }
}
