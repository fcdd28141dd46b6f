package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The addresses at which long operations are polled, and their answers. */
final class Polling {
  /** In seconds. */
  static final String RETRY_AFTER = "10";

  private final String endpoint;

  Polling(String endpoint) {
    this.endpoint = endpoint;
  }

  String url(Target target, Operations.Operation operation, String kind) {
    String[] parts = target.id().split("/");
    return endpoint
        + "/subscriptions/"
        + parts[2]
        + "/providers/"
        + target.namespace()
        + "/locations/westeurope/"
        + kind
        + "/"
        + operation.id()
        + "?api-version=2025-03-01";
  }

  Answer located(Target target, Operations.Operation operation) {
    return Answer.of(202)
        .with("Location", url(target, operation, "operationresults"))
        .with("Azure-AsyncOperation", url(target, operation, "operations"))
        .with("Retry-After", RETRY_AFTER);
  }

  Answer answer(Request request, ObjectNode status) {
    boolean running = status.path("status").asText().equals("InProgress");
    if (!Target.key(request.path()).contains("/operationresults/")) {
      Answer answer = Answer.json(200, status);
      return running ? answer.with("Retry-After", RETRY_AFTER) : answer;
    }
    String self = endpoint + request.path() + "?api-version=" + request.parameter("api-version");
    return running
        ? Answer.of(202).with("Location", self).with("Retry-After", RETRY_AFTER)
        : Answer.of(204);
  }
}
