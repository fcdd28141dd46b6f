package io.aksguard.workflow;

import com.microsoft.durabletask.TaskOrchestrationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Audits the whole tenant in shards: one sweep by Resource Graph, then each shard judged by itself.
 * What has moved is queued for a direct read by {@link AssessCluster}; nothing is recorded of a
 * cluster here. Its input is {@code KIND RUN}; the run's id is also its instance's, made of the
 * schedule's slot, so that two timers cannot overlap.
 */
public final class AuditFleet {
  public static final String NAME = "AuditFleet_v1";

  /** At once, so that the events of a fleet's day still find a free activity. */
  private static final int SHARDS_AT_ONCE = 4;

  private AuditFleet() {}

  /** Deterministic: it only waits for its activities. */
  public static String run(TaskOrchestrationContext context) {
    @Nullable String input = context.getInput(String.class);
    int blank = input == null ? -1 : input.indexOf(' ');
    if (input == null || blank < 1) {
      return Answer.failed("the input is not 'KIND RUN'");
    }
    String kind = input.substring(0, blank);
    String run = input.substring(blank + 1);
    Answer swept = Flow.call(context, Activities.SWEEP, new RunRequest(run, kind, 0, ""));
    List<String> failures = new ArrayList<>();
    if (!swept.isOk()) {
      failures.add(swept.error());
    }
    for (int first = 0; first < swept.number("shards"); first += SHARDS_AT_ONCE) {
      List<RunRequest> shards = new ArrayList<>();
      long behind = Math.min(first + SHARDS_AT_ONCE, swept.number("shards"));
      for (int shard = first; shard < behind; shard++) {
        shards.add(new RunRequest(run, kind, shard, ""));
      }
      for (Answer answer : Flow.callAll(context, Activities.JUDGE_SHARD, shards)) {
        if (!answer.isOk()) {
          failures.add(answer.error());
        }
      }
    }
    cutHistory(context, failures);
    String failed = String.join("; ", failures);
    Answer completed =
        Flow.call(context, Activities.COMPLETE_RUN, new RunRequest(run, kind, 0, failed));
    return completed.isOk() ? Answer.ok(Map.of("run", run)) : Answer.failed(completed.error());
  }

  /** Before the run is completed, whose anchor ends the day; what fails is tried the next day. */
  private static void cutHistory(TaskOrchestrationContext context, List<String> failures) {
    String from = "";
    do {
      Answer cut = Flow.call(context, Activities.CUT_HISTORY, new CutRequest(from));
      if (!cut.isOk()) {
        failures.add(cut.error());
      }
      if (!cut.text("problems").isEmpty()) {
        failures.add(cut.text("problems"));
      }
      from = cut.text("next");
    } while (!from.isEmpty());
  }
}
