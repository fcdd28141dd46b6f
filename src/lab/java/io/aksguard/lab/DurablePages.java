package io.aksguard.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.StringValue;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The management of instances below {@code /runtime/webhooks/durabletask}. */
final class DurablePages {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TaskHub hub;
  private final Keys keys;

  DurablePages(TaskHub hub, Keys keys) {
    this.hub = hub;
    this.keys = keys;
  }

  /**
   * @param path the parts behind {@code durabletask}
   */
  HttpAnswer answer(HttpRequest request, List<String> path) {
    if (!keys.open(request, keys.durable())) {
      return Door.empty(401);
    }
    if (path.isEmpty() || !path.get(0).equals("instances")) {
      return Door.empty(404);
    }
    try {
      return switch (request.method()) {
        case "GET" -> path.size() == 1 ? list() : status(path.get(1));
        case "POST" -> post(request, path);
        case "DELETE" -> path.size() == 2 ? purge(path.get(1)) : Door.empty(400);
        default -> Door.empty(404);
      };
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      return Door.empty(
          code == Status.Code.NOT_FOUND
              ? 404
              : code == Status.Code.FAILED_PRECONDITION ? 410 : 500);
    }
  }

  private HttpAnswer list() {
    var all = MAPPER.createArrayNode();
    hub.states(true).forEach(state -> all.add(told(state)));
    return Door.json(200, all.toString());
  }

  private HttpAnswer status(String id) {
    Optional<OrchestrationState> state = hub.state(id, true);
    return state
        .map(
            each ->
                Door.json(isOver(each.getOrchestrationStatus()) ? 200 : 202, told(each).toString()))
        .orElseGet(() -> Door.empty(404));
  }

  private HttpAnswer post(HttpRequest request, List<String> path) {
    if (path.size() == 4 && path.get(2).equals("raiseEvent")) {
      hub.raise(path.get(1), path.get(3), request.body());
    } else if (path.size() == 3 && path.get(2).equals("terminate")) {
      hub.terminate(path.get(1), request.parameter("reason"));
    } else {
      return Door.empty(404);
    }
    return Door.empty(202);
  }

  private HttpAnswer purge(String id) {
    int purged = hub.purge(state -> state.getInstanceId().equals(id));
    return purged == 0 ? Door.empty(404) : Door.json(200, "{\"instancesDeleted\":" + purged + "}");
  }

  static boolean isOver(OrchestrationStatus status) {
    return switch (status) {
      case ORCHESTRATION_STATUS_COMPLETED,
          ORCHESTRATION_STATUS_FAILED,
          ORCHESTRATION_STATUS_CANCELED,
          ORCHESTRATION_STATUS_TERMINATED ->
          true;
      default -> false;
    };
  }

  private static ObjectNode told(OrchestrationState state) {
    ObjectNode told = MAPPER.createObjectNode();
    told.put("name", state.getName());
    told.put("instanceId", state.getInstanceId());
    told.put("runtimeStatus", name(state.getOrchestrationStatus()));
    put(told, "input", state.hasInput(), state.getInput());
    put(told, "customStatus", state.hasCustomStatus(), state.getCustomStatus());
    put(told, "output", state.hasOutput(), state.getOutput());
    if (state.hasFailureDetails()) {
      told.put("output", state.getFailureDetails().getErrorMessage());
    }
    told.put("createdTime", HistoryEvents.instant(state.getCreatedTimestamp()).toString());
    told.put("lastUpdatedTime", HistoryEvents.instant(state.getLastUpdatedTimestamp()).toString());
    return told;
  }

  private static void put(ObjectNode told, String name, boolean isThere, StringValue json) {
    if (!isThere) {
      told.putNull(name);
      return;
    }
    try {
      told.set(name, MAPPER.readTree(json.getValue()));
    } catch (JsonProcessingException e) {
      told.put(name, json.getValue());
    }
  }

  /** {@code Running} for {@code ORCHESTRATION_STATUS_RUNNING}. */
  static String name(OrchestrationStatus status) {
    String name = status.name().replace("ORCHESTRATION_STATUS_", "");
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
