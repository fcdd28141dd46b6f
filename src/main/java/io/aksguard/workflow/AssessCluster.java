package io.aksguard.workflow;

import com.microsoft.durabletask.RetryPolicy;
import com.microsoft.durabletask.TaskFailedException;
import com.microsoft.durabletask.TaskOptions;
import com.microsoft.durabletask.TaskOrchestrationContext;
import java.time.Duration;

/** Judges one cluster; its input is the cluster's ARM id, its output the JSON report. */
public final class AssessCluster {
  public static final String NAME = "AssessCluster";

  /** Durable waits first × coefficient from the first retry on: here 20, then 40 seconds. */
  private static final TaskOptions RETRY =
      new TaskOptions(new RetryPolicy(3, Duration.ofSeconds(10)).setBackoffCoefficient(2));

  private AssessCluster() {}

  /** Deterministic: it only waits for its activity. */
  public static String run(TaskOrchestrationContext context) {
    String cluster = context.getInput(String.class);
    try {
      return context.callActivity(Activities.ASSESS, cluster, RETRY, String.class).await();
    } catch (TaskFailedException e) {
      return Answer.failed("the cluster could not be judged: " + e.getMessage());
    }
  }
}
