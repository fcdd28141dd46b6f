package io.aksguard.workflow;

import com.microsoft.durabletask.RetryPolicy;
import com.microsoft.durabletask.Task;
import com.microsoft.durabletask.TaskFailedException;
import com.microsoft.durabletask.TaskOptions;
import com.microsoft.durabletask.TaskOrchestrationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * How every orchestrator waits. The library ends a turn by an exception of its own, which must
 * pass: so only {@link TaskFailedException} is caught, here and nowhere else.
 */
final class Flow {
  /** A longer timer returns too early in this version of the library. */
  private static final Duration LONGEST_TIMER = Duration.ofDays(3);

  /** The waits of the policy below, for activities that run at once. */
  private static final List<Duration> WAITS =
      List.of(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));

  private Flow() {}

  /** Starts an activity. It is tried again only if it fails while it is waited for. */
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
   * Asks an activity several things at once, and again what has failed. The library's own retries
   * are of no use here: it swallows an exception of its own when a task fails while another one is
   * waited for, and never tries that task again.
   *
   * @return the answers, in the order of the requests
   */
  static List<Answer> callAll(TaskOrchestrationContext context, String activity, List<?> requests) {
    List<Answer> answers = attempt(context, activity, requests);
    for (Duration wait : WAITS) {
      List<Object> failed = new ArrayList<>();
      for (int i = 0; i < requests.size(); i++) {
        if (!answers.get(i).isOk()) {
          failed.add(requests.get(i));
        }
      }
      if (failed.isEmpty()) {
        break;
      }
      sleep(context, wait);
      Iterator<Answer> again = attempt(context, activity, failed).iterator();
      for (int i = 0; i < requests.size(); i++) {
        if (!answers.get(i).isOk()) {
          answers.set(i, again.next());
        }
      }
    }
    return answers;
  }

  private static List<Answer> attempt(
      TaskOrchestrationContext context, String activity, List<?> requests) {
    List<Task<String>> tasks = new ArrayList<>();
    for (Object request : requests) {
      tasks.add(context.callActivity(activity, request, String.class));
    }
    List<Answer> answers = new ArrayList<>();
    for (Task<String> task : tasks) {
      answers.add(end(task));
    }
    return answers;
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
