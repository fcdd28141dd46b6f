package io.aksguard.workflow;

import com.microsoft.durabletask.TaskOrchestrationContext;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works on one cluster until nothing waits for it: lets a burst of events settle, has the cluster
 * read, judged and recorded, people told, and ends unless something came meanwhile. Its input is
 * the cluster's ARM id. It lives for minutes; the version in its name changes with what it does,
 * since nothing else would notice another code under a running history.
 */
public final class AssessCluster {
  public static final String NAME = "AssessCluster_v1";

  /** Then a new history begins: each turn replays the whole of it. */
  private static final int MOST_STEPS = 20;

  private AssessCluster() {}

  /** Deterministic: it only waits for its activities. */
  public static String run(TaskOrchestrationContext context) {
    @Nullable String cluster = context.getInput(String.class);
    if (cluster == null) {
      return Answer.failed("the input is no resource id");
    }
    long waited = 0;
    long rounds = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      AssessRequest request = new AssessRequest(cluster, context.getInstanceId(), waited, "");
      Answer answer = Flow.call(context, Activities.ASSESS, request);
      if (!answer.isOk()) {
        // The work stays in the inbox, whose sweep hands it to another instance.
        return Answer.failed(answer.error());
      }
      if (answer.number("wait") > 0) {
        Flow.sleep(context, Duration.ofSeconds(answer.number("wait")));
        waited += answer.number("wait");
        continue;
      }
      rounds++;
      waited = 0;
      if (answer.flag("owed")) {
        Flow.call(context, Activities.TELL, request);
      }
      AssessRequest end =
          new AssessRequest(cluster, context.getInstanceId(), 0, answer.text("etag"));
      Answer finished = Flow.call(context, Activities.FINISH, end);
      if (!finished.isOk()) {
        return Answer.failed(finished.error());
      }
      if (finished.flag("done")) {
        return Answer.ok(Map.of("rounds", rounds));
      }
    }
    context.continueAsNew(cluster, false);
    return "";
  }
}
