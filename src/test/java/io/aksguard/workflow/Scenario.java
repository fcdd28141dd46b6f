package io.aksguard.workflow;

import com.microsoft.durabletask.OrchestrationRunner;
import com.microsoft.durabletask.OrchestratorFunction;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.lab.Orchestration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What an orchestrator is put through: its input, and what its activities answer, in order. */
final class Scenario {
  static final String CLUSTER = "/subscriptions/s/providers/x/clusters/c";

  private final String name;
  private final String flow;
  private final OrchestratorFunction<String> function;
  private final String input;
  private final Map<String, Deque<Object>> answers = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private int mostTurns = Integer.MAX_VALUE;

  private Scenario(String name, String flow, OrchestratorFunction<String> function, String input) {
    this.name = name;
    this.flow = flow;
    this.function = function;
    this.input = input;
  }

  static Scenario assessCluster(String name) {
    return new Scenario(name, AssessCluster.NAME, AssessCluster::run, CLUSTER);
  }

  static Scenario auditFleet(String name, String input) {
    return new Scenario(name, AuditFleet.NAME, AuditFleet::run, input);
  }

  static Scenario remediate(String name) {
    return new Scenario(name, Remediate.NAME, Remediate::run, CLUSTER);
  }

  static Scenario reviewFleet(String name) {
    return new Scenario(name, ReviewFleet.NAME, ReviewFleet::run, "20261123T120000Z");
  }

  /** The next answer of an activity; the last one is repeated. */
  Scenario answer(String activity, Map<String, ?> values) {
    answers.computeIfAbsent(activity, a -> new ArrayDeque<>()).add(Answer.ok(values));
    return this;
  }

  /** The next call of an activity fails. */
  Scenario failure(String activity, String message) {
    answers
        .computeIfAbsent(activity, a -> new ArrayDeque<>())
        .add(new IllegalStateException(message));
    return this;
  }

  /** Of a long one only the last turns are recorded: they hold all of its history. */
  Scenario recordedFromTheEnd(int turns) {
    mostTurns = turns;
    return this;
  }

  /** The same on other code; it has no answers of activities. */
  Scenario on(OrchestratorFunction<String> other) {
    return new Scenario(name, flow, other, input);
  }

  OrchestratorFunction<String> function() {
    return function;
  }

  Orchestration.Outcome play() throws Exception {
    return new Orchestration(this::turn, this::activity).play(flow, JsonWriter.text(input));
  }

  /** The requests of the turns that were played, in base64; each turn was run twice. */
  List<String> requests() {
    return IntStream.range(0, requests.size() / 2).mapToObj(i -> requests.get(2 * i)).toList();
  }

  List<String> recorded() {
    List<String> all = requests();
    return all.subList(Math.max(0, all.size() - mostTurns), all.size());
  }

  /** {@code AssessCluster_v1/a quiet cluster}. */
  String path() {
    return flow + "/" + name.replace(' ', '-');
  }

  /** Plays one turn. */
  String turn(String request) {
    requests.add(request);
    return OrchestrationRunner.loadAndRun(request, function);
  }

  private String activity(String activity, String json) {
    Deque<Object> next = answers.getOrDefault(activity, new ArrayDeque<>());
    Object answer = next.size() > 1 ? next.remove() : next.peek();
    if (answer instanceof RuntimeException failure) {
      throw failure;
    }
    if (answer == null) {
      throw new AssertionError(name + " has no answer for " + activity + " " + json);
    }
    return (String) answer;
  }
}
