package io.aksguard.lab;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.protobuf.Timestamp;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CompleteOrchestrationAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays an orchestration to its end in virtual time: it answers each turn's actions as the Durable
 * extension does, without its storage. Each turn is run twice, see {@link Turn}.
 */
public final class Orchestration {
  private static final int MOST_TURNS = 200;

  /** What runs one turn: an orchestrator request to a response, both in base64. */
  public interface Player {
    String run(String request) throws Exception;
  }

  /** What runs an activity: its input as JSON text to what it returns. */
  public interface Activity {
    String run(String name, String inputJson) throws Exception;
  }

  /**
   * How it went.
   *
   * @param status ORCHESTRATION_STATUS_COMPLETED or what else it ended with
   * @param resultJson its output as JSON text
   * @param schedule what it asked for, in order: activities with their input, timers with their
   *     wait
   */
  public record Outcome(String status, String resultJson, List<String> schedule) {}

  private final Player player;
  private final Activity activity;
  private final List<String> schedule = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  public Orchestration(Player player, Activity activity) {
    this.player = player;
    this.activity = activity;
  }

  /**
   * Starts an instance and plays it to its end.
   *
   * @throws Exception also when a turn, run twice, asks for two different things
   */
  public Outcome play(String name, String inputJson) throws Exception {
    History history = new History("instance-1", name, inputJson, now);
    for (int i = 0; i < MOST_TURNS; i++) {
      List<OrchestratorAction> actions = decide(history);
      history.seen();
      for (OrchestratorAction action : actions) {
        switch (action.getOrchestratorActionTypeCase()) {
          case SCHEDULETASK -> call(history, action);
          case CREATETIMER -> sleep(history, action);
          case COMPLETEORCHESTRATION -> {
            CompleteOrchestrationAction end = action.getCompleteOrchestration();
            String status = end.getOrchestrationStatus().name();
            return new Outcome(status, end.getResult().getValue(), List.copyOf(schedule));
          }
          default -> throw new IllegalStateException("not played here: " + action);
        }
      }
      now = now.plusMillis(1);
      history.turn(now);
    }
    throw new IllegalStateException("no end after " + MOST_TURNS + " turns: " + schedule);
  }

  private List<OrchestratorAction> decide(History history) throws Exception {
    List<OrchestratorAction> actions =
        new Turn("instance-1", history.past(), history.news()).decide(player::run).getActionsList();
    if (actions.isEmpty()) {
      throw new IllegalStateException("it waits for something that nobody will do: " + schedule);
    }
    return actions;
  }

  private void call(History history, OrchestratorAction action) {
    String name = action.getScheduleTask().getName();
    String input = action.getScheduleTask().getInput().getValue();
    schedule.add(name + " " + input);
    history.scheduled(action, now);
    try {
      String returned = activity.run(name, input);
      history.completed(action.getId(), quoted(returned), now);
    } catch (Exception e) {
      schedule.add("failed: " + e.getMessage());
      history.failed(action.getId(), e, now);
    }
  }

  /** A text that an activity returns becomes a JSON text in the history. */
  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** Timers fire strictly after their time. */
  private void sleep(History history, OrchestratorAction action) {
    Timestamp at = action.getCreateTimer().getFireAt();
    Instant fireAt = HistoryEvents.instant(at);
    schedule.add("wait " + Duration.between(now, fireAt).toSeconds() + " s");
    history.timerCreated(action, now);
    now = fireAt;
    history.timerFired(action, now);
  }
}
