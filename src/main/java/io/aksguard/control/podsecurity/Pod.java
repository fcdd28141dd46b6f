package io.aksguard.control.podsecurity;

import java.util.List;
import java.util.function.Consumer;

/** A pod or pod template, judged by the policy version 1.{@code minor}. */
record Pod(Field metadata, Field spec, int minor) {
  /** The members of a pod's spec that list containers. */
  static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  static Pod of(Object pod, int minor) {
    Field root = new Field(pod);
    return new Pod(root.at("metadata"), root.at("spec"), minor);
  }

  /**
   * Throws a gap for what has no containers: no pod is without, and a Deployment in place of its
   * template would pass. What is wrong with the rest of it still is.
   */
  void checkContainers() {
    if (!spec.at("containers").elements().iterator().hasNext()) {
      throw spec.at("containers").not("the containers");
    }
  }

  Field annotations() {
    return metadata.at("annotations");
  }

  Field securityContext() {
    return spec.at("securityContext");
  }

  void containers(Consumer<Field> action) {
    for (String list : CONTAINERS) {
      for (Field container : spec.at(list).elements()) {
        action.accept(container);
      }
    }
  }

  /** The security context of the pod, then those of its containers. */
  void securityContexts(Consumer<Field> action) {
    action.accept(securityContext());
    containers(container -> action.accept(container.at("securityContext")));
  }

  /** Whether the checks of what only Linux has leave the pod out. */
  boolean windows() {
    return minor >= 25 && spec.at("os").at("name").text().equals("windows");
  }

  /** Whether root in the pod is nobody on the node, so that some checks leave the pod out. */
  boolean ownUsers() {
    return minor >= 35 && spec.at("hostUsers").isFalse();
  }
}
