package io.aksguard.function;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableActivityTrigger;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import io.aksguard.activity.ClusterWork;
import io.aksguard.activity.Telling;
import io.aksguard.cluster.ArmId;
import io.aksguard.workflow.Activities;
import io.aksguard.workflow.AssessCluster;
import java.time.Duration;
import java.util.Map;

/** The orchestration of one cluster and its activities. They throw only to be tried again. */
public final class ClusterFunctions {
  private final ClusterWork work;
  private final Telling telling;

  ClusterFunctions(ClusterWork work, Telling telling) {
    this.work = work;
    this.telling = telling;
  }

  /** See {@link AssessCluster}. */
  @FunctionName(AssessCluster.NAME)
  public String assessCluster(
      @DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
    return AssessCluster.run(context);
  }

  /** See {@link ClusterWork#assess}. */
  @FunctionName(Activities.ASSESS)
  public String assess(@DurableActivityTrigger(name = "request") String json) {
    return Request.answer(json, this::step);
  }

  private Map<String, ?> step(Request request) {
    ClusterWork.Step step =
        work.assess(cluster(request), Duration.ofSeconds(request.number("waited")));
    if (step instanceof ClusterWork.Step.Wait wait) {
      return Map.of("wait", Math.max(1, wait.duration().toSeconds()));
    }
    ClusterWork.Step.Done done = (ClusterWork.Step.Done) step;
    return Map.of(
        "etag", done.etag(),
        "transitions", (long) done.transitions(),
        "owed", done.owed());
  }

  /** See {@link Telling#tell}. */
  @FunctionName(Activities.TELL)
  public String tell(@DurableActivityTrigger(name = "request") String json) {
    return Request.answer(json, request -> Map.of("told", telling.tell(cluster(request)).name()));
  }

  /** See {@link ClusterWork#finish}. */
  @FunctionName(Activities.FINISH)
  public String finish(@DurableActivityTrigger(name = "request") String json) {
    return Request.answer(
        json, request -> Map.of("done", work.finish(cluster(request), request.text("etag"))));
  }

  private static ArmId cluster(Request request) {
    return new ArmId(request.text("cluster"));
  }
}
