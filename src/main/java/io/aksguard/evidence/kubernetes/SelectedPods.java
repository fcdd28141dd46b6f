package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;
import java.util.Optional;

/**
 * The pods that a policy is about.
 *
 * @param namespace the only namespace that it looks into; empty for policies of the whole cluster
 * @param namespaces which namespaces, of those that it looks into
 * @param pods which of their pods
 */
record SelectedPods(Optional<String> namespace, Selector namespaces, Selector pods) {
  private static final String CILIUM_NAMESPACE = "io.kubernetes.pod.namespace";
  private static final String CILIUM_LABELS = "io.cilium.k8s.namespace.labels.";
  private static final String CILIUM_OWN = "io.cilium.k8s.policy.";

  /** Pods of the policy's own namespace. */
  static SelectedPods in(String namespace, Selector pods) {
    return new SelectedPods(Optional.of(namespace), Selector.everything(), pods);
  }

  /** Pods of all namespaces that are selected. */
  static SelectedPods across(Selector namespaces, Selector pods) {
    return new SelectedPods(Optional.empty(), namespaces, pods);
  }

  /**
   * Cilium puts the labels of pods and namespaces into one selector: a namespace's name and labels
   * have keys of their own, and any key may begin with its source.
   *
   * @param namespace of the policy; empty for one of the whole cluster
   */
  static SelectedPods ofCilium(Optional<String> namespace, JsonObject endpointSelector) {
    Selector all = Selector.of(endpointSelector).changed(r -> r.about(withoutSource(r.key())));
    if (!all.only(r -> r.key().startsWith(CILIUM_OWN)).selectsAll()) {
      throw Field.unclear("the selector asks for more than labels");
    }
    Selector namespaces =
        all.only(r -> isOfNamespace(r.key()))
            .changed(
                r ->
                    r.about(
                        r.key().equals(CILIUM_NAMESPACE)
                            ? Namespace.NAME
                            : r.key().substring(CILIUM_LABELS.length())));
    return new SelectedPods(namespace, namespaces, all.only(r -> !isOfNamespace(r.key())));
  }

  private static boolean isOfNamespace(String key) {
    return key.equals(CILIUM_NAMESPACE) || key.startsWith(CILIUM_LABELS);
  }

  private static String withoutSource(String key) {
    return key.startsWith("k8s:") || key.startsWith("any:") ? key.substring(4) : key;
  }

  /** Whether it names no namespace and no label at all. */
  boolean isEverything() {
    return namespaces.selectsAll() && pods.selectsAll();
  }
}
