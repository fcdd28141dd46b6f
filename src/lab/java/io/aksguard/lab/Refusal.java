package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Why the Durable service does not do what it is asked. */
final class Refusal {
  private static final int LONGEST_ID = 100;

  private Refusal() {}

  /** Ids are parts of URLs and keys. */
  static void ofWrongId(String id) {
    if (id.isEmpty()
        || id.length() > LONGEST_ID
        || id.startsWith("@")
        || id.chars().anyMatch(c -> "/\\#?".indexOf(c) >= 0 || Character.isISOControl(c))) {
      throw because(Status.INVALID_ARGUMENT, "no instance id: " + id);
    }
  }

  static StatusRuntimeException noOrchestrator(String name) {
    return because(
        Status.INVALID_ARGUMENT,
        "The function '" + name + "' doesn't exist, or is no orchestrator.");
  }

  static StatusRuntimeException exists(String id) {
    return because(
        Status.ALREADY_EXISTS, "An Orchestration instance with the ID " + id + " already exists.");
  }

  static StatusRuntimeException notFound(String id) {
    return because(Status.NOT_FOUND, "No instance with ID '" + id + "' was found.");
  }

  static StatusRuntimeException ended(String id, OrchestrationStatus status) {
    return because(Status.FAILED_PRECONDITION, "The instance " + id + " is " + status);
  }

  static StatusRuntimeException down(String why) {
    return because(Status.UNAVAILABLE, why);
  }

  static boolean isDown(StatusRuntimeException e) {
    return e.getStatus().getCode() == Status.Code.UNAVAILABLE;
  }

  private static StatusRuntimeException because(Status status, String why) {
    return status.withDescription(why).asRuntimeException();
  }
}
