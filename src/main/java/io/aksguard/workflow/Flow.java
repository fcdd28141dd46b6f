package io.aksguard.workflow;

import com.microsoft.durabletask.RetryPolicy;
import com.microsoft.durabletask.Task;
import com.microsoft.durabletask.TaskFailedException;
import com.microsoft.durabletask.TaskOptions;
import com.microsoft.durabletask.TaskOrchestrationContext;
import java.time.Duration;

/**
 * How every orchestrator waits. The library ends a turn by an exception of its own, which must
 * pass: so only {@link TaskFailedException} is caught, here and nowhere else.
 */
final class Flow {
  /** A longer timer returns too early in this version of the library. */
  private static final Duration LONGEST_TIMER = Duration.ofDays(3);

  private Flow() {}

  /** Starts an activity. */
  static Task<String> begin(TaskOrchestrationContext context, String activity, Object request) {
    return context.callActivity(activity, request, retry(), String.class);
  }

  /** Waits for an activity; one that has failed for good gives a failed answer. */
  static Answer end(Task<String> task) {
    try {
      return Answer.read(task.await());
    } catch (TaskFailedException e) {
      return Answer.read(
          Answer.failed(e.getTaskName() + ": " + e.getErrorDetails().getErrorMessage()));
    }
  }

  static Answer call(TaskOrchestrationContext context, String activity, Object request) {
    return end(begin(context, activity, request));
  }

  /**
   * @throws IllegalArgumentException for more than three days
   */
  static void sleep(TaskOrchestrationContext context, Duration duration) {
    if (duration.compareTo(LONGEST_TIMER) > 0) {
      throw new IllegalArgumentException("no timer is reliable for " + duration);
    }
    context.createTimer(duration).await();
  }

  /** Durable waits first × coefficient from the first retry on: here 10, 20 and 40 seconds. */
  private static TaskOptions retry() {
    return new TaskOptions(
        new RetryPolicy(4, Duration.ofSeconds(5))
            .setBackoffCoefficient(2)
            .setMaxRetryInterval(Duration.ofMinutes(1)));
  }
}
