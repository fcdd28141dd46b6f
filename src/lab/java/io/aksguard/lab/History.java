package io.aksguard.lab;

import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ExecutionStartedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationInstance;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorStartedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskCompletedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskFailedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskFailureDetails;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskScheduledEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TimerCreatedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TimerFiredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The history of one orchestration instance, as the Durable extension keeps it. */
final class History {
  private final String instanceId;
  private final List<HistoryEvent> past = new ArrayList<>();
  private final List<HistoryEvent> news = new ArrayList<>();

  History(String instanceId, String name, String inputJson, Instant now) {
    this.instanceId = instanceId;
    turn(now);
    news.add(
        event(-1, now)
            .setExecutionStarted(
                ExecutionStartedEvent.newBuilder()
                    .setName(name)
                    .setInput(StringValue.of(inputJson))
                    .setOrchestrationInstance(
                        OrchestrationInstance.newBuilder().setInstanceId(instanceId)))
            .build());
  }

  /** The request for the next turn, in the base64 that the worker gets. */
  String request() {
    byte[] bytes =
        OrchestratorRequest.newBuilder()
            .setInstanceId(instanceId)
            .addAllPastEvents(past)
            .addAllNewEvents(news)
            .build()
            .toByteArray();
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** What was new has been seen. */
  void seen() {
    past.addAll(news);
    news.clear();
  }

  /** Another turn begins, with what is new. */
  void turn(Instant now) {
    news.add(
        0,
        event(-1, now)
            .setOrchestratorStarted(OrchestratorStartedEvent.getDefaultInstance())
            .build());
  }

  void scheduled(OrchestratorAction action, Instant now) {
    past.add(
        event(action.getId(), now)
            .setTaskScheduled(
                TaskScheduledEvent.newBuilder()
                    .setName(action.getScheduleTask().getName())
                    .setInput(action.getScheduleTask().getInput()))
            .build());
  }

  void completed(int taskId, String resultJson, Instant now) {
    news.add(
        event(-1, now)
            .setTaskCompleted(
                TaskCompletedEvent.newBuilder()
                    .setTaskScheduledId(taskId)
                    .setResult(StringValue.of(resultJson)))
            .build());
  }

  void failed(int taskId, Exception e, Instant now) {
    news.add(
        event(-1, now)
            .setTaskFailed(
                TaskFailedEvent.newBuilder()
                    .setTaskScheduledId(taskId)
                    .setFailureDetails(
                        TaskFailureDetails.newBuilder()
                            .setErrorType(e.getClass().getSimpleName())
                            .setErrorMessage(String.valueOf(e.getMessage()))))
            .build());
  }

  void timerCreated(OrchestratorAction action, Instant now) {
    past.add(
        event(action.getId(), now)
            .setTimerCreated(
                TimerCreatedEvent.newBuilder().setFireAt(action.getCreateTimer().getFireAt()))
            .build());
  }

  void timerFired(OrchestratorAction action, Instant now) {
    news.add(
        event(-1, now)
            .setTimerFired(
                TimerFiredEvent.newBuilder()
                    .setTimerId(action.getId())
                    .setFireAt(action.getCreateTimer().getFireAt()))
            .build());
  }

  private static HistoryEvent.Builder event(int id, Instant at) {
    return HistoryEvent.newBuilder()
        .setEventId(id)
        .setTimestamp(
            Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
  }
}
