package io.aksguard.lab;

import com.google.protobuf.StringValue;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One turn of an orchestration, run twice. The second time its history does not tell what the code
 * asked for in earlier turns, so the executor gives all of it again: that must be what the history
 * says, name by name and input by input, and what is new must be what the first run asked for. The
 * executor itself compares numbers only, and swallows what it finds.
 *
 * @param instanceId whose turn it is
 * @param past events of earlier turns
 * @param news events of this one
 */
record Turn(String instanceId, List<HistoryEvent> past, List<HistoryEvent> news) {

  /** What runs one turn: an orchestrator request to a response, both in base64. */
  interface Executor {
    String run(String request) throws Exception;
  }

  /** The code asks for something else than before; the extension would not notice. */
  static final class NotDeterministicException extends Exception {
    private static final long serialVersionUID = 1;

    NotDeterministicException(String message) {
      super(message);
    }
  }

  /**
   * What the orchestrator asks for.
   *
   * @throws NotDeterministicException when its two runs differ, or history and code do
   * @throws Exception what the function has thrown
   */
  OrchestratorResponse decide(Executor executor) throws Exception {
    OrchestratorResponse response = run(executor, past);
    OrchestratorResponse again =
        run(executor, past.stream().filter(event -> !isRequest(event)).toList());
    Map<Integer, OrchestratorAction> asked = byId(again);
    for (HistoryEvent event : past) {
      if (isRequest(event)) {
        compare(event, asked.remove(event.getEventId()));
      }
    }
    if (!byId(response).equals(asked)
        || !response.getCustomStatus().equals(again.getCustomStatus())) {
      throw new NotDeterministicException(
          "not deterministic: the same turn asked for "
              + byId(response).values()
              + " and then for "
              + asked.values());
    }
    return response;
  }

  private OrchestratorResponse run(Executor executor, List<HistoryEvent> history) throws Exception {
    byte[] request =
        OrchestratorRequest.newBuilder()
            .setInstanceId(instanceId)
            .addAllPastEvents(history)
            .addAllNewEvents(news)
            .build()
            .toByteArray();
    String response = executor.run(Base64.getEncoder().encodeToString(request));
    return OrchestratorResponse.parseFrom(Base64.getDecoder().decode(response));
  }

  private static boolean isRequest(HistoryEvent event) {
    return event.hasTaskScheduled()
        || event.hasTimerCreated()
        || event.hasSubOrchestrationInstanceCreated();
  }

  /**
   * Without what may differ: the executor makes up a new id at each replay for a sub-orchestration
   * that is given none, and a stack trace tells how often a method was called.
   */
  private static Map<Integer, OrchestratorAction> byId(OrchestratorResponse response) {
    Map<Integer, OrchestratorAction> actions = new LinkedHashMap<>();
    for (OrchestratorAction action : response.getActionsList()) {
      OrchestratorAction.Builder copy = action.toBuilder();
      if (copy.hasCreateSubOrchestration()) {
        copy.getCreateSubOrchestrationBuilder().clearInstanceId();
      }
      if (copy.getCompleteOrchestration().hasFailureDetails()) {
        copy.getCompleteOrchestrationBuilder().getFailureDetailsBuilder().clearStackTrace();
      }
      actions.put(action.getId(), copy.build());
    }
    return actions;
  }

  private static void compare(HistoryEvent event, @Nullable OrchestratorAction action)
      throws NotDeterministicException {
    String before = told(event);
    String now = action == null ? "nothing" : told(action);
    if (!before.equals(now)) {
      throw new NotDeterministicException(
          "not deterministic: as number "
              + event.getEventId()
              + " the history has "
              + before
              + ", the code now asks for "
              + now);
    }
  }

  private static String told(HistoryEvent event) {
    if (event.hasTaskScheduled()) {
      return told(
          "activity ", event.getTaskScheduled().getName(), event.getTaskScheduled().getInput());
    }
    if (event.hasSubOrchestrationInstanceCreated()) {
      var created = event.getSubOrchestrationInstanceCreated();
      return told("sub-orchestration ", created.getName(), created.getInput());
    }
    return "timer " + HistoryEvents.instant(event.getTimerCreated().getFireAt());
  }

  private static String told(OrchestratorAction action) {
    if (action.hasScheduleTask()) {
      return told(
          "activity ", action.getScheduleTask().getName(), action.getScheduleTask().getInput());
    }
    if (action.hasCreateSubOrchestration()) {
      var created = action.getCreateSubOrchestration();
      return told("sub-orchestration ", created.getName(), created.getInput());
    }
    if (action.hasCreateTimer()) {
      return "timer " + HistoryEvents.instant(action.getCreateTimer().getFireAt());
    }
    return action.getOrchestratorActionTypeCase().name();
  }

  private static String told(String kind, String name, StringValue input) {
    return kind + name + " " + input.getValue();
  }
}
