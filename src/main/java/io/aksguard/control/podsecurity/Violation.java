package io.aksguard.control.podsecurity;

/**
 * One field of a pod that a check refuses.
 *
 * @param check the check's id as in Kubernetes, {@code capabilities_baseline}
 * @param field the path from the pod or the pod template, {@code spec.hostNetwork}
 * @param container the name of the container it belongs to, or "" for a field of the pod
 * @param message what is seen there and what has to be there, continuing the field
 */
public record Violation(String check, String field, String container, String message) {
  @Override
  public String toString() {
    String of = container.isEmpty() ? "" : " of container " + container;
    return check + ": " + field + of + " " + message;
  }
}
