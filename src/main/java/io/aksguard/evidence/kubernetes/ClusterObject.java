package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;

/**
 * One Kubernetes object as far as it is kept.
 *
 * @param list where it belongs, see {@link Kind#list}
 * @param uid empty for a manifest, which the API server has not seen
 * @param body flat: {@code apiVersion}, {@code kind}, {@code namespace}, {@code name}, {@code
 *     labels}, {@code annotations}, {@code creationTimestamp}, {@code ownerReferences}, and what
 *     {@link Pruning} keeps of the rest
 */
public record ClusterObject(
    String list, String kind, String namespace, String name, String uid, JsonObject body) {

  /** The key that two readings of the same object share. */
  String key() {
    return key(kind, namespace, name);
  }

  static String key(String kind, String namespace, String name) {
    return kind + " " + namespace + "/" + name;
  }
}
