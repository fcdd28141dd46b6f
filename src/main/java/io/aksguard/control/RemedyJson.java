package io.aksguard.control;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A remedy in the built catalogue. */
final class RemedyJson {
  private RemedyJson() {}

  static Map<String, Object> plain(Remedy remedy) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("mode", remedy.mode());
    plain.put("impact", remedy.impact());
    plain.put("also", remedy.also());
    plain.put("how", remedy.how());
    plain.put("needs", remedy.needs().stream().map(n -> List.of(n.that(), n.or())).toList());
    plain.put("steps", remedy.steps().stream().map(RemedyJson::plain).toList());
    plain.put("permissions", remedy.permissions());
    plain.put("undo", remedy.hasUndo());
    if (!remedy.entails().isEmpty()) {
      plain.put("entails", remedy.entails());
    }
    return plain;
  }

  private static Map<String, Object> plain(Step step) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("when", step.when());
    plain.put("resource", step.resource());
    plain.put("set", step.set());
    if (!step.absent().isEmpty()) {
      plain.put("absent", step.absent());
    }
    plain.put("remove", step.remove());
    plain.put("call", step.call());
    return plain;
  }

  static Remedy read(JsonObject remedy) {
    return new Remedy(
        text(remedy, "mode"),
        text(remedy, "impact"),
        texts(remedy.array("also").orElseThrow()),
        text(remedy, "how"),
        remedy.array("needs").orElseThrow().known().stream()
            .map(need -> texts((JsonArray) need))
            .map(need -> new Need(need.get(0), need.get(1)))
            .toList(),
        remedy.array("steps").orElseThrow().objects().stream().map(RemedyJson::step).toList(),
        texts(remedy.array("permissions").orElseThrow()),
        Boolean.TRUE.equals(remedy.raw("undo")),
        remedy.array("entails").map(RemedyJson::texts).orElse(List.of()));
  }

  private static Step step(JsonObject step) {
    return new Step(
        text(step, "when"),
        text(step, "resource"),
        expressions(step.object("set").orElseThrow()),
        step.object("absent").map(RemedyJson::expressions).orElse(Map.of()),
        texts(step.array("remove").orElseThrow()),
        text(step, "call"));
  }

  private static Map<String, String> expressions(JsonObject byPath) {
    Map<String, String> expressions = new LinkedHashMap<>();
    byPath.entries().forEach(each -> expressions.put(each.getKey(), (String) each.getValue()));
    return expressions;
  }

  private static String text(JsonObject object, String key) {
    return object.string(key).orElseThrow();
  }

  private static List<String> texts(JsonArray array) {
    return array.known().stream().map(String.class::cast).toList();
  }
}
