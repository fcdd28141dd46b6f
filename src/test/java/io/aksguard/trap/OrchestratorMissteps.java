package io.aksguard.trap;

import com.microsoft.durabletask.RetryPolicy;
import com.microsoft.durabletask.Task;
import com.microsoft.durabletask.TaskFailedException;
import com.microsoft.durabletask.TaskOptions;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.interruption.OrchestratorBlockedException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.logging.Logger;

/** Orchestrators that are wrong, each in one way. They are never run. */
@SuppressWarnings({"unused", "CatchAndPrintStackTrace", "EmptyCatch"})
final class OrchestratorMissteps {
  private OrchestratorMissteps() {}

  static final class OwnTimer {
    void run(TaskOrchestrationContext context, Duration days) {
      context.createTimer(days).await();
    }
  }

  static final class TimerUntil {
    Task<Void> run(TaskOrchestrationContext context, ZonedDateTime until) {
      return context.createTimer(until);
    }
  }

  static final class FirstOf {
    Task<Task<?>> run(TaskOrchestrationContext context, List<Task<?>> tasks) {
      return context.anyOf(tasks);
    }
  }

  static final class WaitsForAnEvent {
    Task<String> run(TaskOrchestrationContext context) {
      return context.waitForExternalEvent("approved", Duration.ofDays(10), String.class);
    }
  }

  static final class WaitsByReference {
    Function<String, Task<Void>> run(TaskOrchestrationContext context) {
      return context::waitForExternalEvent;
    }
  }

  static final class SendsAnEvent {
    void run(TaskOrchestrationContext context) {
      context.sendEvent("other", "hello", "x");
    }
  }

  static final class SubOrchestration {
    Task<Void> run(TaskOrchestrationContext context) {
      return context.callSubOrchestrator("child");
    }
  }

  static final class WithoutPolicy {
    Task<String> run(TaskOrchestrationContext context) {
      return context.callActivity("assess", "x", String.class);
    }
  }

  static final class RetriedAtOnce {
    interface Steps {
      Task<String> begin(TaskOrchestrationContext context, String activity, Object request);
    }

    List<Task<String>> run(TaskOrchestrationContext context, Steps flow) {
      return List.of(flow.begin(context, "assess", "a"), flow.begin(context, "assess", "b"));
    }
  }

  static final class OwnPolicy {
    TaskOptions run() {
      return new TaskOptions(new RetryPolicy(4, Duration.ofSeconds(10)).setBackoffCoefficient(1.5));
    }
  }

  static final class KeepsEvents {
    void run(TaskOrchestrationContext context) {
      context.continueAsNew("x");
    }
  }

  static final class AsksWhetherItReplays {
    boolean run(TaskOrchestrationContext context) {
      return context.getIsReplaying();
    }
  }

  static final class Unguarded {
    String run(Task<String> task) {
      return task.await();
    }
  }

  static final class GuardedElsewhere {
    String run(Task<String> first, Task<String> second) {
      String result = first.await();
      try {
        result += second.hashCode();
      } catch (TaskFailedException e) {
        return "";
      }
      return result;
    }
  }

  static final class Broad {
    String run(Task<String> task) {
      try {
        return task.await();
      } catch (RuntimeException e) {
        return "failed";
      }
    }
  }

  static final class BroadAmongOthers {
    String run(Task<String> task) {
      try {
        return task.await();
      } catch (IllegalStateException | OrchestratorBlockedException e) {
        return "failed";
      }
    }
  }

  static final class Everything {
    String run(Task<String> task) {
      try {
        return task.await();
      } catch (Throwable e) {
        return "failed";
      }
    }
  }

  static final class AlwaysAtTheEnd {
    private int turns;

    String run(Task<String> task) {
      try {
        return task.await();
      } finally {
        turns++;
      }
    }
  }

  static final class ByCause {
    boolean run(TaskFailedException e) {
      return e.getErrorDetails().isCausedBy(IllegalStateException.class);
    }
  }

  static final class ByType {
    String run(TaskFailedException e) {
      return e.getErrorDetails().getErrorType();
    }
  }

  static final class ReadsTheTime {
    Instant run() {
      return Instant.now();
    }
  }

  static final class ReadsTheEnvironment {
    String run() {
      return String.valueOf(System.getenv("X"));
    }
  }

  static final class Guesses {
    int run() {
      return ThreadLocalRandom.current().nextInt();
    }
  }

  static final class GuessesByMath {
    double run() {
      return Math.random();
    }
  }

  static final class WalksAMap {
    List<String> run(Map<String, String> map) {
      return new ArrayList<>(map.values());
    }
  }

  static final class WalksASet {
    List<String> run(Set<String> set) {
      return new ArrayList<>(set);
    }
  }

  static final class Hashes {
    Map<String, String> run() {
      return new HashMap<>();
    }
  }

  static final class RemembersTurns {
    private int turns;

    int run() {
      return ++turns;
    }
  }

  static final class Writes {
    void run() {
      Logger.getLogger("x").info("each turn again");
    }
  }

  static final class Prints {
    void run() {
      System.out.println("each turn again");
    }
  }

  static final class AnotherThread {
    void run() {
      new Thread(() -> {}).start();
    }
  }

  record TimeRequest(String cluster, Instant at) {}

  record NestedRequest(Map<String, String> values) {}
}
