package io.aksguard.workflow;

import com.microsoft.durabletask.TaskOrchestrationContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records a periodic review; its input is the run's id. */
public final class ReviewFleet {
  public static final String NAME = "ReviewFleet_v1";

  private ReviewFleet() {}

  /** Deterministic: it only waits for its activity. */
  public static String run(TaskOrchestrationContext context) {
    @Nullable String run = context.getInput(String.class);
    if (run == null) {
      return Answer.failed("the input is no run");
    }
    Answer answer = Flow.call(context, Activities.REVIEW, new RunRequest(run, "review", 0, ""));
    return answer.isOk() ? Answer.ok(Map.of("run", run)) : Answer.failed(answer.error());
  }
}
