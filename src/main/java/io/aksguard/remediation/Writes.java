package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Control;
import io.aksguard.control.Remedy;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The calls that merged fixes come to, in their order. */
final class Writes {
  /** From light to heavy. */
  private static final List<String> IMPACTS =
      List.of(
          "none",
          "in-place",
          "costs-money",
          "restarts-api-server",
          "reimages-nodes",
          "create-only",
          "irreversible");

  private final Map<String, Control> controls;
  private final Forecast forecast;

  Writes(Map<String, Control> controls, Forecast forecast) {
    this.controls = controls;
    this.forecast = forecast;
  }

  List<Write> of(Merge merge) {
    List<Write> writes = new ArrayList<>();
    merge
        .targets()
        .forEach(
            (resource, target) -> {
              if (!target.edits().isEmpty()) {
                writes.add(write(resource, target.isNew(), "", target.edits(), target.controls()));
              }
            });
    merge
        .calls()
        .forEach(
            (call, wanting) ->
                writes.add(write(call.resource(), false, call.action(), List.of(), wanting)));
    // Else in the order of their steps: one may name what the one before has made.
    writes.sort(Comparator.comparingInt(Writes::turn).thenComparing(write -> !write.isNew()));
    return writes;
  }

  private Write write(
      ArmId resource,
      boolean isNew,
      String call,
      List<Write.Edit> edits,
      Collection<String> wanting) {
    Map<List<String>, List<String>> byImpacts =
        wanting.stream()
            .collect(
                Collectors.groupingBy(
                    control -> impacts(control, call), LinkedHashMap::new, Collectors.toList()));
    String forecasts =
        byImpacts.entrySet().stream()
            .sorted(Comparator.comparingInt(each -> -weight(each.getKey())))
            .map(
                each ->
                    forecast.of(resource, call, each.getKey())
                        + (byImpacts.size() == 1
                            ? ""
                            : " (" + String.join(", ", each.getValue()) + ")"))
            .collect(Collectors.joining("; "));
    String heaviest =
        byImpacts.keySet().stream()
            .flatMap(List::stream)
            .max(Comparator.comparingInt(IMPACTS::indexOf))
            .orElseThrow();
    return new Write(resource, isNew, call, heaviest, forecasts, edits, List.copyOf(wanting));
  }

  private static int weight(List<String> impacts) {
    return impacts.stream().mapToInt(IMPACTS::indexOf).max().orElse(0);
  }

  /**
   * Where a remedy ends in an action, that is what touches nodes; the change before it does not.
   */
  private List<String> impacts(String control, String call) {
    Control known = controls.get(control);
    if (known == null) {
      throw new IllegalStateException("a fix of a control that is not there: " + control);
    }
    Remedy remedy = known.definition().remedy();
    boolean acts = remedy.steps().stream().anyMatch(step -> !step.call().isEmpty());
    if (call.isEmpty() && acts) {
      return List.of("in-place");
    }
    List<String> impacts = new ArrayList<>(List.of(remedy.impact()));
    impacts.addAll(remedy.also());
    return impacts;
  }

  /**
   * What stands around the cluster first, such as its maintenance windows; then the cluster, its
   * pools, what acts on nodes as they are then, and locks.
   */
  private static int turn(Write write) {
    if (!write.call().isEmpty()) {
      return 3;
    }
    String type = write.resource().type().orElse("");
    // A lock would keep what is made below it from being taken back.
    if (type.equals("microsoft.authorization/locks")) {
      return 4;
    }
    return type.equals(Resource.CLUSTER) ? 1 : type.equals(Resource.POOL) ? 2 : 0;
  }
}
