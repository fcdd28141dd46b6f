package io.aksguard.lab;

import io.aksguard.evidence.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The host's own pages below {@code /admin}, for whoever has the master key. */
final class AdminPages {
  private final Functions functions;
  private final Timers timers;
  private final Keys keys;

  AdminPages(Functions functions, Timers timers, Keys keys) {
    this.functions = functions;
    this.timers = timers;
    this.keys = keys;
  }

  /**
   * @param path the parts behind {@code /admin}
   */
  HttpAnswer answer(HttpRequest request, List<String> path) {
    if (!keys.open(request, keys.master())) {
      return Door.empty(401);
    }
    if (path.equals(List.of("host", "status"))) {
      return Door.json(
          200,
          JsonWriter.text(Map.of("id", "local-host", "state", "Running", "version", "stand-in")));
    }
    if (path.equals(List.of("functions"))) {
      return Door.json(
          200, JsonWriter.text(functions.all().values().stream().map(AdminPages::told).toList()));
    }
    if (path.size() == 2 && path.get(0).equals("functions")) {
      FunctionFile function = functions.all().get(path.get(1));
      if (function == null) {
        return Door.empty(404);
      }
      if (!request.method().equals("POST")) {
        return Door.json(200, JsonWriter.text(told(function)));
      }
      return function.isTriggeredBy("timerTrigger") ? start(function) : Door.empty(400);
    }
    return Door.empty(404);
  }

  /** The real host too answers before the function runs. */
  private HttpAnswer start(FunctionFile function) {
    timers.runSoon(function);
    return Door.empty(202);
  }

  private static Map<String, Object> told(FunctionFile function) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", function.name());
    told.put("entryPoint", function.entryPoint());
    told.put(
        "bindings",
        function.bindings().stream()
            .map(
                binding -> {
                  Map<String, Object> members = new LinkedHashMap<>();
                  members.put("name", binding.name());
                  members.put("type", binding.type());
                  members.put("direction", binding.direction());
                  members.putAll(binding.settings());
                  return members;
                })
            .toList());
    return told;
  }
}
