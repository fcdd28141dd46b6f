package io.aksguard.lab;

import io.aksguard.evidence.JsonObject;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A host's place at its task hub: it plays the app's orchestrators and activities. */
final class AppWorker implements Worker {
  /** Where host.json says nothing: Durable's own default for one core. */
  private static final long MOST = 10;

  private static final String ORCHESTRATOR = "orchestrationTrigger";
  private static final String ACTIVITY = "activityTrigger";

  private final Functions functions;
  private final Executor threads;
  private final int mostTurns;
  private final int mostActivities;

  /**
   * @param durableTask the part of host.json
   */
  AppWorker(Functions functions, JsonObject durableTask, Executor threads) {
    this.functions = functions;
    this.threads = threads;
    this.mostTurns = number(durableTask, "maxConcurrentOrchestratorFunctions");
    this.mostActivities = number(durableTask, "maxConcurrentActivityFunctions");
  }

  private static int number(JsonObject json, String name) {
    return Math.toIntExact(json.raw(name) instanceof Long number ? number : MOST);
  }

  @Override
  public boolean hasOrchestrator(String name) {
    FunctionFile function = functions.all().get(name);
    return function != null && function.isTriggeredBy(ORCHESTRATOR);
  }

  private FunctionFile function(String name, String trigger) {
    FunctionFile function = functions.all().get(name);
    if (function == null || !function.isTriggeredBy(trigger)) {
      throw new IllegalArgumentException(
          "The function '" + name + "' doesn't exist, or has no " + trigger);
    }
    return function;
  }

  @Override
  public String turn(String orchestrator, String request) throws Exception {
    return String.valueOf(functions.run(function(orchestrator, ORCHESTRATOR), request).returned());
  }

  @Override
  public @Nullable String activity(String name, String inputJson) throws Exception {
    return functions.run(function(name, ACTIVITY), inputJson).returned();
  }

  @Override
  public int mostTurns() {
    return mostTurns;
  }

  @Override
  public int mostActivities() {
    return mostActivities;
  }

  @Override
  public void execute(Runnable job) {
    threads.execute(job);
  }
}
