package io.aksguard.lab;

import com.google.protobuf.StringValue;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ExecutionStartedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationInstance;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One execution of one orchestration instance: a function of its changes. */
final class Instance {
  private final ExecutionStartedEvent start;
  private final Instant createdAt;
  private final List<HistoryEvent> past = new ArrayList<>();
  private final List<HistoryEvent> inbox = new ArrayList<>();
  private final Map<Integer, HistoryEvent> openTasks = new LinkedHashMap<>();
  private final Map<Integer, HistoryEvent> openTimers = new LinkedHashMap<>();
  private Instant updatedAt;
  private boolean suspended;
  private String customStatus = "";
  private Optional<HistoryEvent> end = Optional.empty();

  Instance(Change created) {
    HistoryEvent event = created.events().get(0);
    this.start = event.getExecutionStarted();
    this.createdAt = created.at();
    this.updatedAt = created.at();
    inbox.add(event);
  }

  void apply(Change change) {
    updatedAt = change.at();
    switch (change.kind()) {
      case ARRIVED -> arrive(change.events().get(0));
      case TURNED -> turn(change);
      case ENDED -> end(change.events().get(0));
      case SUSPENDED -> suspended = true;
      case RESUMED -> suspended = false;
      default -> throw new IllegalArgumentException("no change of an instance: " + change.kind());
    }
  }

  private void arrive(HistoryEvent event) {
    inbox.add(event);
    if (event.hasTaskCompleted()) {
      openTasks.remove(event.getTaskCompleted().getTaskScheduledId());
    } else if (event.hasTaskFailed()) {
      openTasks.remove(event.getTaskFailed().getTaskScheduledId());
    } else if (event.hasTimerFired()) {
      openTimers.remove(event.getTimerFired().getTimerId());
    }
  }

  private void turn(Change turn) {
    List<HistoryEvent> taken = inbox.subList(0, turn.number());
    past.add(turn.events().get(0));
    past.addAll(taken);
    taken.clear();
    customStatus = turn.text();
    for (HistoryEvent event : turn.events().subList(1, turn.events().size())) {
      past.add(event);
      if (event.hasTaskScheduled()) {
        openTasks.put(event.getEventId(), event);
      } else if (event.hasTimerCreated()) {
        openTimers.put(event.getEventId(), event);
      }
    }
  }

  private void end(HistoryEvent event) {
    end = Optional.of(event);
    past.add(event);
    inbox.clear();
    openTasks.clear();
    openTimers.clear();
  }

  ExecutionStartedEvent start() {
    return start;
  }

  OrchestrationInstance id() {
    return start.getOrchestrationInstance();
  }

  String name() {
    return start.getName();
  }

  List<HistoryEvent> past() {
    return List.copyOf(past);
  }

  /** Events that wait for the next turn. */
  List<HistoryEvent> inbox() {
    return List.copyOf(inbox);
  }

  Map<Integer, HistoryEvent> openTasks() {
    return openTasks;
  }

  Map<Integer, HistoryEvent> openTimers() {
    return openTimers;
  }

  boolean hasEnded() {
    return end.isPresent();
  }

  boolean isSuspended() {
    return suspended;
  }

  /** When its first turn may be played. */
  Instant notBefore() {
    return start.hasScheduledStartTimestamp()
        ? HistoryEvents.instant(start.getScheduledStartTimestamp())
        : createdAt;
  }

  OrchestrationStatus status() {
    if (end.isPresent()) {
      return end.get().getExecutionCompleted().getOrchestrationStatus();
    }
    if (suspended) {
      return OrchestrationStatus.ORCHESTRATION_STATUS_SUSPENDED;
    }
    return past.isEmpty()
        ? OrchestrationStatus.ORCHESTRATION_STATUS_PENDING
        : OrchestrationStatus.ORCHESTRATION_STATUS_RUNNING;
  }

  /** How the gRPC service tells it. */
  OrchestrationState state(boolean withPayloads) {
    OrchestrationState.Builder state =
        OrchestrationState.newBuilder()
            .setInstanceId(id().getInstanceId())
            .setName(name())
            .setOrchestrationStatus(status())
            .setCreatedTimestamp(HistoryEvents.timestamp(createdAt))
            .setLastUpdatedTimestamp(HistoryEvents.timestamp(updatedAt));
    end.map(HistoryEvent::getExecutionCompleted)
        .filter(completed -> completed.hasFailureDetails())
        .ifPresent(completed -> state.setFailureDetails(completed.getFailureDetails()));
    if (withPayloads) {
      if (start.hasInput()) {
        state.setInput(start.getInput());
      }
      if (!customStatus.isEmpty()) {
        state.setCustomStatus(StringValue.of(customStatus));
      }
      end.map(HistoryEvent::getExecutionCompleted)
          .filter(completed -> completed.hasResult())
          .ifPresent(completed -> state.setOutput(completed.getResult()));
    }
    return state.build();
  }
}
