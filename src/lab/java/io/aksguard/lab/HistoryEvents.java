package io.aksguard.lab;

import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.EventRaisedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ExecutionCompletedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ExecutionStartedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationInstance;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorStartedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ParentInstanceInfo;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.SubOrchestrationInstanceCompletedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.SubOrchestrationInstanceCreatedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.SubOrchestrationInstanceFailedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskCompletedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskFailedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskFailureDetails;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskScheduledEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TimerCreatedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TimerFiredEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events of an orchestration's history, as the Durable extension writes them. */
final class HistoryEvents {
  private HistoryEvents() {}

  /**
   * @param id instance and execution
   * @param input JSON text
   */
  static HistoryEvent executionStarted(
      OrchestrationInstance id,
      String name,
      Optional<String> input,
      Optional<ParentInstanceInfo> parent,
      Optional<Instant> notBefore,
      Instant now) {
    ExecutionStartedEvent.Builder started =
        ExecutionStartedEvent.newBuilder().setName(name).setOrchestrationInstance(id);
    input.map(StringValue::of).ifPresent(started::setInput);
    parent.ifPresent(started::setParentInstance);
    notBefore.map(HistoryEvents::timestamp).ifPresent(started::setScheduledStartTimestamp);
    return event(-1, now).setExecutionStarted(started).build();
  }

  static HistoryEvent executionCompleted(
      OrchestrationStatus status,
      Optional<String> result,
      Optional<TaskFailureDetails> failure,
      Instant now) {
    ExecutionCompletedEvent.Builder completed =
        ExecutionCompletedEvent.newBuilder().setOrchestrationStatus(status);
    result.map(StringValue::of).ifPresent(completed::setResult);
    failure.ifPresent(completed::setFailureDetails);
    return event(-1, now).setExecutionCompleted(completed).build();
  }

  static HistoryEvent orchestratorStarted(Instant now) {
    return event(-1, now)
        .setOrchestratorStarted(OrchestratorStartedEvent.getDefaultInstance())
        .build();
  }

  static HistoryEvent taskScheduled(OrchestratorAction action, Instant now) {
    return event(action.getId(), now)
        .setTaskScheduled(
            TaskScheduledEvent.newBuilder()
                .setName(action.getScheduleTask().getName())
                .setInput(action.getScheduleTask().getInput()))
        .build();
  }

  static HistoryEvent taskCompleted(int taskId, @Nullable String resultJson, Instant now) {
    TaskCompletedEvent.Builder completed =
        TaskCompletedEvent.newBuilder().setTaskScheduledId(taskId);
    if (resultJson != null) {
      completed.setResult(StringValue.of(resultJson));
    }
    return event(-1, now).setTaskCompleted(completed).build();
  }

  static HistoryEvent taskFailed(int taskId, TaskFailureDetails failure, Instant now) {
    return event(-1, now)
        .setTaskFailed(
            TaskFailedEvent.newBuilder().setTaskScheduledId(taskId).setFailureDetails(failure))
        .build();
  }

  static HistoryEvent timerCreated(OrchestratorAction action, Instant now) {
    return event(action.getId(), now)
        .setTimerCreated(
            TimerCreatedEvent.newBuilder().setFireAt(action.getCreateTimer().getFireAt()))
        .build();
  }

  static HistoryEvent timerFired(int timerId, Timestamp fireAt, Instant now) {
    return event(-1, now)
        .setTimerFired(TimerFiredEvent.newBuilder().setTimerId(timerId).setFireAt(fireAt))
        .build();
  }

  static HistoryEvent subOrchestrationCreated(OrchestratorAction action, Instant now) {
    return event(action.getId(), now)
        .setSubOrchestrationInstanceCreated(
            SubOrchestrationInstanceCreatedEvent.newBuilder()
                .setInstanceId(action.getCreateSubOrchestration().getInstanceId())
                .setName(action.getCreateSubOrchestration().getName())
                .setInput(action.getCreateSubOrchestration().getInput()))
        .build();
  }

  static HistoryEvent subOrchestrationCompleted(int taskId, Optional<String> result, Instant now) {
    SubOrchestrationInstanceCompletedEvent.Builder completed =
        SubOrchestrationInstanceCompletedEvent.newBuilder().setTaskScheduledId(taskId);
    result.map(StringValue::of).ifPresent(completed::setResult);
    return event(-1, now).setSubOrchestrationInstanceCompleted(completed).build();
  }

  static HistoryEvent subOrchestrationFailed(int taskId, TaskFailureDetails failure, Instant now) {
    return event(-1, now)
        .setSubOrchestrationInstanceFailed(
            SubOrchestrationInstanceFailedEvent.newBuilder()
                .setTaskScheduledId(taskId)
                .setFailureDetails(failure))
        .build();
  }

  static HistoryEvent eventRaised(String name, Optional<String> input, Instant now) {
    EventRaisedEvent.Builder raised = EventRaisedEvent.newBuilder().setName(name);
    input.map(StringValue::of).ifPresent(raised::setInput);
    return event(-1, now).setEventRaised(raised).build();
  }

  /** Of an exception the extension sees the root cause alone, by its simple name. */
  static TaskFailureDetails failure(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return failure(root.getClass().getSimpleName(), String.valueOf(root.getMessage()));
  }

  static TaskFailureDetails failure(String type, String message) {
    return TaskFailureDetails.newBuilder().setErrorType(type).setErrorMessage(message).build();
  }

  static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }

  static Instant instant(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }

  private static HistoryEvent.Builder event(int id, Instant at) {
    return HistoryEvent.newBuilder().setEventId(id).setTimestamp(timestamp(at));
  }
}
