package io.aksguard.workflow;

import com.microsoft.durabletask.TaskOrchestrationContext;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what is due of one cluster's intents. Where it stands is in the ledger; here is only
 * waited, for one operation of Azure at the most. Its input is the cluster's ARM id, behind a blank
 * followed by the operation that is waited for.
 */
public final class Remediate {
  public static final String NAME = "Remediate_v1";

  /** Then a new history begins: each turn replays the whole of it. */
  private static final int MOST_STEPS = 20;

  private Remediate() {}

  /** Deterministic: it only waits for its activity. */
  public static String run(TaskOrchestrationContext context) {
    @Nullable String input = context.getInput(String.class);
    if (input == null) {
      return Answer.failed("the input is no resource id");
    }
    String[] parts = input.split(" ", 2);
    String cluster = parts[0];
    String operation = parts.length > 1 ? parts[1] : "";
    for (int step = 0; step < MOST_STEPS; step++) {
      Answer answer =
          Flow.call(context, Activities.REMEDIATE, new RemediateRequest(cluster, operation));
      if (!answer.isOk()) {
        // The cluster stays on the agenda, whose sweep hands it to another instance.
        return Answer.failed(answer.error());
      }
      if (answer.flag("done")) {
        return Answer.ok(Map.of("steps", step + 1L));
      }
      operation = answer.text("operation");
      if (answer.number("wait") > 0) {
        Flow.sleep(context, Duration.ofSeconds(answer.number("wait")));
      }
    }
    context.continueAsNew(operation.isEmpty() ? cluster : cluster + " " + operation, false);
    return "";
  }
}
