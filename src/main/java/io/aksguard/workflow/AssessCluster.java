package io.aksguard.workflow;

import com.microsoft.durabletask.RetryPolicy;
import com.microsoft.durabletask.TaskFailedException;
import com.microsoft.durabletask.TaskOptions;
import com.microsoft.durabletask.TaskOrchestrationContext;
import io.aksguard.cluster.ArmId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Judges one cluster; its input is the cluster's ARM id, its output an {@link Answer}. */
public final class AssessCluster {
  public static final String NAME = "AssessCluster";

  private AssessCluster() {}

  /** Deterministic: it only waits for its activity. */
  public static String run(TaskOrchestrationContext context) {
    @Nullable String cluster = context.getInput(String.class);
    if (cluster == null || ArmId.parse(cluster).isEmpty()) {
      return Answer.failed("the input is no resource id");
    }
    try {
      return context
          .callActivity(Activities.ASSESS, new AssessRequest(cluster), retry(), String.class)
          .await();
    } catch (TaskFailedException e) {
      return Answer.failed(
          "the cluster could not be judged: " + e.getErrorDetails().getErrorMessage());
    }
  }

  /** Durable waits first × coefficient from the first retry on: here 20, then 40 seconds. */
  private static TaskOptions retry() {
    return new TaskOptions(
        new RetryPolicy(3, Duration.ofSeconds(10))
            .setBackoffCoefficient(2)
            .setMaxRetryInterval(Duration.ofMinutes(1)));
  }
}
