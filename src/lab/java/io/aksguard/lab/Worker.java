package io.aksguard.lab;

import org.jspecify.annotations.Nullable;

/** What plays turns and activities for a task hub: a host. */
interface Worker {
  /** Whether it has an orchestrator of that name. */
  boolean hasOrchestrator(String name);

  /** Runs one turn: request and response in base64. */
  String turn(String orchestrator, String request) throws Exception;

  /** Runs an activity on its input as JSON text; null where it returns nothing. */
  @Nullable String activity(String name, String inputJson) throws Exception;

  int mostTurns();

  int mostActivities();

  /** Runs a job on a thread of the host's. */
  void execute(Runnable job);
}
