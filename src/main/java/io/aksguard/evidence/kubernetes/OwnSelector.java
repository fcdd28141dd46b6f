package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonObject;
import java.util.Optional;

/** A controller's selector against the labels of its own pod template. */
final class OwnSelector {
  private OwnSelector() {}

  /** A text or a gap where the selector passes the template by; empty where all is well. */
  static Optional<Object> mismatch(JsonObject workload) {
    boolean cron = "CronJob".equals(workload.raw("kind"));
    Optional<JsonObject> spec = workload.object("spec");
    Optional<JsonObject> job =
        cron ? spec.flatMap(s -> s.object("jobTemplate")).flatMap(t -> t.object("spec")) : spec;
    if (job.isEmpty() || job.get().raw("selector") == null) {
      return Optional.empty();
    }
    try {
      Selector selector =
          "ReplicationController".equals(workload.raw("kind"))
              ? Selector.ofLabels(Field.texts(job.get(), "selector"))
              : Selector.of(Field.object(job.get().raw("selector"), "selector"));
      Pods pods = Pods.of(0, workload);
      if (pods.gap().isPresent() || selector.selects(pods.labels())) {
        return Optional.empty();
      }
      return Optional.of(
          (cron ? "spec.jobTemplate.spec" : "spec")
              + ".selector does not select the pods of its own template");
    } catch (GapException e) {
      return Optional.of(e.gap());
    }
  }
}
