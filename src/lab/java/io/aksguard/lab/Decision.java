package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorResponse;
import io.aksguard.evidence.JsonWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a job has come to. What it changes is found when the hub's lock is there. */
interface Decision {
  List<Change> changes(Actions actions);

  /** The same, where what an orchestrator asks for may not be modelled. */
  default List<Change> changes(Map<String, Instance> instances, Instance instance, Instant now) {
    try {
      return changes(new Actions(instances, instance, now));
    } catch (IllegalStateException e) {
      return new Actions(instances, instance, now).failed(HistoryEvents.failure(e));
    }
  }

  /** Plays one turn; one that cannot be played ends its instance as failed. */
  static Decision ofTurn(
      Worker worker,
      Instance instance,
      List<HistoryEvent> past,
      List<HistoryEvent> inbox,
      Instant now) {
    HistoryEvent begin = HistoryEvents.orchestratorStarted(now);
    List<HistoryEvent> news = new ArrayList<>(inbox);
    news.add(0, begin);
    try {
      OrchestratorResponse response =
          new Turn(instance.id().getInstanceId(), past, news)
              .decide(request -> worker.turn(instance.name(), request));
      return actions -> actions.of(begin, inbox.size(), response);
    } catch (Exception | LinkageError | AssertionError e) {
      return actions -> actions.failed(HistoryEvents.failure(e));
    }
  }

  /** Runs an activity. A text that it returns becomes a JSON text in the history. */
  static Decision ofActivity(
      Worker worker, Instance instance, HistoryEvent scheduled, Clock clock) {
    int id = scheduled.getEventId();
    HistoryEvent result;
    try {
      @Nullable String returned =
          worker.activity(
              scheduled.getTaskScheduled().getName(),
              scheduled.getTaskScheduled().getInput().getValue());
      String json = returned == null ? null : JsonWriter.text(returned);
      result = HistoryEvents.taskCompleted(id, json, clock.instant());
    } catch (Exception | LinkageError | AssertionError e) {
      result = HistoryEvents.taskFailed(id, HistoryEvents.failure(e), clock.instant());
    }
    Change arrived = Change.arrived(instance.id().getInstanceId(), result, clock.instant());
    return actions -> List.of(arrived);
  }
}
