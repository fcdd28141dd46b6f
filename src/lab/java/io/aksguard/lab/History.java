package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationInstance;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The history of the one instance that {@link Orchestration} plays. */
final class History {
  private final List<HistoryEvent> past = new ArrayList<>();
  private final List<HistoryEvent> news = new ArrayList<>();

  History(String instanceId, String name, String inputJson, Instant now) {
    turn(now);
    news.add(
        HistoryEvents.executionStarted(
            OrchestrationInstance.newBuilder().setInstanceId(instanceId).build(),
            name,
            Optional.of(inputJson),
            Optional.empty(),
            Optional.empty(),
            now));
  }

  List<HistoryEvent> past() {
    return past;
  }

  List<HistoryEvent> news() {
    return news;
  }

  /** What was new has been seen. */
  void seen() {
    past.addAll(news);
    news.clear();
  }

  /** Another turn begins, with what is new. */
  void turn(Instant now) {
    news.add(0, HistoryEvents.orchestratorStarted(now));
  }

  void scheduled(OrchestratorAction action, Instant now) {
    past.add(HistoryEvents.taskScheduled(action, now));
  }

  void completed(int taskId, String resultJson, Instant now) {
    news.add(HistoryEvents.taskCompleted(taskId, resultJson, now));
  }

  void failed(int taskId, Exception e, Instant now) {
    news.add(HistoryEvents.taskFailed(taskId, HistoryEvents.failure(e), now));
  }

  void timerCreated(OrchestratorAction action, Instant now) {
    past.add(HistoryEvents.timerCreated(action, now));
  }

  void timerFired(OrchestratorAction action, Instant now) {
    news.add(HistoryEvents.timerFired(action.getId(), action.getCreateTimer().getFireAt(), now));
  }
}
