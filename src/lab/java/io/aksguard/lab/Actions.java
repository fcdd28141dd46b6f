package io.aksguard.lab;

import com.google.protobuf.StringValue;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CompleteOrchestrationAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationInstance;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ParentInstanceInfo;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskFailureDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a turn's actions change. */
final class Actions {
  private final Map<String, Instance> instances;
  private final Instance instance;
  private final Instant now;
  private final List<HistoryEvent> asked = new ArrayList<>();
  private final List<Change> effects = new ArrayList<>();

  /**
   * @param instances all of the hub, by id
   */
  Actions(Map<String, Instance> instances, Instance instance, Instant now) {
    this.instances = instances;
    this.instance = instance;
    this.now = now;
  }

  /**
   * The turn and its effects.
   *
   * @param taken the waiting events that it was shown
   */
  List<Change> of(HistoryEvent begin, int taken, OrchestratorResponse response) {
    asked.add(begin);
    for (OrchestratorAction action : response.getActionsList()) {
      switch (action.getOrchestratorActionTypeCase()) {
        case SCHEDULETASK -> asked.add(HistoryEvents.taskScheduled(action, now));
        case CREATETIMER -> asked.add(HistoryEvents.timerCreated(action, now));
        case CREATESUBORCHESTRATION -> child(action);
        case COMPLETEORCHESTRATION -> complete(action.getCompleteOrchestration(), taken);
        case SENDEVENT -> {
          effects.clear();
          fail(
              "SendEventRefused",
              "sendEvent is sent again at each later turn by durabletask-client 1.5.0: let an"
                  + " activity raise the event");
          return changes(taken, response);
        }
        default -> throw new IllegalStateException("not modelled: " + action);
      }
    }
    return changes(taken, response);
  }

  /** A turn that could not be played ends its instance. */
  List<Change> failed(TaskFailureDetails failure) {
    end(OrchestrationStatus.ORCHESTRATION_STATUS_FAILED, Optional.empty(), Optional.of(failure));
    return effects;
  }

  private List<Change> changes(int taken, OrchestratorResponse response) {
    List<Change> changes = new ArrayList<>();
    String status = response.getCustomStatus().getValue();
    changes.add(Change.turned(instance.id().getInstanceId(), taken, status, asked, now));
    changes.addAll(effects);
    return changes;
  }

  private void fail(String type, String message) {
    failed(HistoryEvents.failure(type, message));
  }

  private void child(OrchestratorAction action) {
    asked.add(HistoryEvents.subOrchestrationCreated(action, now));
    var wanted = action.getCreateSubOrchestration();
    Instance other = instances.get(wanted.getInstanceId());
    if (other != null && !other.hasEnded()) {
      String message = "An Orchestration instance with the ID " + wanted.getInstanceId();
      effects.add(
          arrived(
              instance,
              HistoryEvents.subOrchestrationFailed(
                  action.getId(),
                  HistoryEvents.failure(
                      "OrchestrationAlreadyExistsException", message + " already exists."),
                  now)));
      return;
    }
    ParentInstanceInfo parent =
        ParentInstanceInfo.newBuilder()
            .setTaskScheduledId(action.getId())
            .setName(StringValue.of(instance.name()))
            .setOrchestrationInstance(instance.id())
            .build();
    effects.add(
        created(
            wanted.getInstanceId(),
            wanted.getName(),
            text(wanted.hasInput(), wanted.getInput()),
            Optional.of(parent),
            Optional.empty(),
            now));
  }

  private void complete(CompleteOrchestrationAction end, int taken) {
    if (end.getOrchestrationStatus() == OrchestrationStatus.ORCHESTRATION_STATUS_CONTINUED_AS_NEW) {
      String id = instance.id().getInstanceId();
      Optional<ParentInstanceInfo> parent =
          instance.start().hasParentInstance()
              ? Optional.of(instance.start().getParentInstance())
              : Optional.empty();
      effects.add(
          created(
              id,
              instance.name(),
              text(end.hasResult(), end.getResult()),
              parent,
              Optional.empty(),
              now));
      end.getCarryoverEventsList().forEach(event -> effects.add(Change.arrived(id, event, now)));
      List<HistoryEvent> inbox = instance.inbox();
      inbox.subList(taken, inbox.size()).stream()
          .filter(HistoryEvent::hasEventRaised)
          .forEach(event -> effects.add(Change.arrived(id, event, now)));
      return;
    }
    end(
        end.getOrchestrationStatus(),
        text(end.hasResult(), end.getResult()),
        end.hasFailureDetails() ? Optional.of(end.getFailureDetails()) : Optional.empty());
  }

  /** Ends the instance and tells the one that has called it. */
  List<Change> end(
      OrchestrationStatus status, Optional<String> result, Optional<TaskFailureDetails> failure) {
    effects.add(
        Change.ended(
            instance.id().getInstanceId(),
            HistoryEvents.executionCompleted(status, result, failure, now),
            now));
    if (instance.start().hasParentInstance()) {
      ParentInstanceInfo info = instance.start().getParentInstance();
      Instance parent = instances.get(info.getOrchestrationInstance().getInstanceId());
      if (parent != null
          && parent.id().equals(info.getOrchestrationInstance())
          && !parent.hasEnded()) {
        int task = info.getTaskScheduledId();
        HistoryEvent told =
            status == OrchestrationStatus.ORCHESTRATION_STATUS_COMPLETED
                ? HistoryEvents.subOrchestrationCompleted(task, result, now)
                : HistoryEvents.subOrchestrationFailed(
                    task,
                    failure.orElseGet(
                        () -> HistoryEvents.failure(status.name(), result.orElse(""))),
                    now);
        effects.add(arrived(parent, told));
      }
    }
    return effects;
  }

  private Change arrived(Instance to, HistoryEvent event) {
    return Change.arrived(to.id().getInstanceId(), event, now);
  }

  /** A new execution. */
  static Change created(
      String id,
      String name,
      Optional<String> input,
      Optional<ParentInstanceInfo> parent,
      Optional<Instant> notBefore,
      Instant now) {
    OrchestrationInstance execution =
        OrchestrationInstance.newBuilder()
            .setInstanceId(id)
            .setExecutionId(StringValue.of(UUID.randomUUID().toString()))
            .build();
    HistoryEvent start =
        HistoryEvents.executionStarted(execution, name, input, parent, notBefore, now);
    return Change.created(id, start, now);
  }

  static Optional<String> text(boolean isThere, StringValue value) {
    return isThere ? Optional.of(value.getValue()) : Optional.empty();
  }
}
