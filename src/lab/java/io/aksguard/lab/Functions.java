package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskFailureDetails;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Calls the app's functions with all that their bindings want, and writes the host's log. */
final class Functions {
  private final FunctionApp app;
  private final LabClock clock;
  private final Consumer<String> log;
  private volatile String durableClient = "";

  Functions(FunctionApp app, LabClock clock, Consumer<String> log) {
    this.app = app;
    this.clock = clock;
    this.log = log;
  }

  /** What durableClient bindings are given from now on. */
  void durableClient(String json) {
    durableClient = json;
  }

  Map<String, FunctionFile> all() {
    return app.functions();
  }

  List<FunctionFile> triggeredBy(String type) {
    return all().values().stream().filter(each -> each.isTriggeredBy(type)).toList();
  }

  /** Runs a function with a value for its trigger. */
  Invocation run(FunctionFile function, Object value) throws Exception {
    return run(function, value, Map.of());
  }

  /**
   * @param more further values, such as a route's parts
   */
  Invocation run(FunctionFile function, Object value, Map<String, String> more) throws Exception {
    Map<String, Object> inputs = new TreeMap<>(more);
    inputs.put(function.trigger().orElseThrow().name(), value);
    function.bindings().stream()
        .filter(each -> each.type().equals("durableClient"))
        .forEach(each -> inputs.put(each.name(), durableClient));
    try (LabClock.Work work = clock.busy("function " + function.name())) {
      return app.invoke(function.name(), inputs, line -> log(function, line));
    } catch (Exception e) {
      TaskFailureDetails told = HistoryEvents.failure(e);
      log(function, "failed: " + told.getErrorType() + ": " + told.getErrorMessage());
      throw e;
    }
  }

  private void log(FunctionFile function, String line) {
    log.accept(clock.instant() + " " + function.name() + " " + line);
  }
}
