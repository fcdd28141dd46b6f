package io.aksguard.remediation;

import static io.aksguard.evidence.Resource.CLUSTER;
import static io.aksguard.evidence.Resource.POOL;

import io.aksguard.control.Control;
import io.aksguard.control.Remedy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The calls that merged fixes come to, in their order. */
final class Writes {
  /** From light to heavy. */
  private static final List<String> IMPACTS =
      List.of(
          "none",
          "in-place",
          "costs-money",
          "drops-connections",
          "restarts-api-server",
          "reimages-nodes",
          "create-only",
          "irreversible");

  private static final String UNGUARDED =
      "; no ETag guards it: it is read again just before it is written";

  private final Map<String, Control> controls;
  private final Forecast forecast;

  Writes(Map<String, Control> controls, Forecast forecast) {
    this.controls = controls;
    this.forecast = forecast;
  }

  List<Write> of(Merge merge) {
    return merge.changes().stream().map(change -> write(change, merge.edits(change))).toList();
  }

  private Write write(Change change, List<Write.Edit> edits) {
    String call = change.call();
    Map<Effect, List<String>> byEffect =
        change.controls().stream()
            .collect(
                Collectors.groupingBy(
                    control -> effect(control, call), LinkedHashMap::new, Collectors.toList()));
    String forecasts =
        byEffect.entrySet().stream()
            .sorted(Comparator.comparingInt(each -> -weight(each.getKey().impacts())))
            .map(
                each ->
                    forecast.of(change.resource(), call, each.getKey().impacts())
                        + each.getKey().lasting()
                        + (byEffect.size() == 1
                            ? ""
                            : " (" + String.join(", ", each.getValue()) + ")"))
            .collect(Collectors.joining("; "));
    String heaviest =
        byEffect.keySet().stream()
            .flatMap(effect -> effect.impacts().stream())
            .max(Comparator.comparingInt(IMPACTS::indexOf))
            .orElseThrow();
    return new Write(
        change.resource(),
        change.isNew(),
        call,
        heaviest,
        isUnguarded(change) ? forecasts + UNGUARDED : forecasts,
        edits,
        change.controls(),
        change.permissions());
  }

  /** Of other types than those of AKS it is not known whether an If-Match is heeded. */
  private static boolean isUnguarded(Change change) {
    return !change.isNew()
        && change.call().isEmpty()
        && change.resource().type().filter(Set.of(CLUSTER, POOL)::contains).isEmpty();
  }

  private static int weight(List<String> impacts) {
    return impacts.stream().mapToInt(IMPACTS::indexOf).max().orElse(0);
  }

  /**
   * What a control's part of a call does.
   *
   * @param hasUndo whether the whole remedy can be taken back
   */
  private record Effect(List<String> impacts, boolean hasUndo) {
    /** Nobody approves what lasts without having been told. */
    String lasting() {
      return hasUndo || impacts.contains("irreversible") ? "" : ", and cannot be taken back";
    }
  }

  /**
   * Where a remedy ends in an action, that is what touches nodes; the change before it does not.
   */
  private Effect effect(String control, String call) {
    Control known = controls.get(control);
    if (known == null) {
      throw new IllegalStateException("a fix of a control that is not there: " + control);
    }
    Remedy remedy = known.definition().remedy();
    boolean acts = remedy.steps().stream().anyMatch(step -> !step.call().isEmpty());
    if (call.isEmpty() && acts) {
      return new Effect(List.of("in-place"), remedy.isReversible());
    }
    List<String> impacts = new ArrayList<>(List.of(remedy.impact()));
    impacts.addAll(remedy.also());
    return new Effect(impacts, remedy.isReversible());
  }
}
