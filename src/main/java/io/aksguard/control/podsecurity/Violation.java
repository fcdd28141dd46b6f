package io.aksguard.control.podsecurity;

/**
 * One field of a pod that a check refuses.
 *
 * @param check the check's id as in Kubernetes, {@code capabilities_baseline}
 * @param field the path from the pod or the pod template, {@code spec.hostNetwork}
 * @param message what is seen there and what has to be there, continuing the field
 */
public record Violation(String check, String field, String message) {
  @Override
  public String toString() {
    return check + ": " + field + " " + message;
  }
}
