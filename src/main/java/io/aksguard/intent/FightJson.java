package io.aksguard.intent;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A fight as JSON and back; what is empty is left out. */
public final class FightJson {
  private FightJson() {}

  static Map<String, Object> members(Fight fight) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("culprit", culprit(fight.culprit()));
    members.put("keep", fight.kept().stream().map(FightJson::line).toList());
    fight.look().ifPresent(at -> members.put("look", at.toString()));
    return members;
  }

  /** The members of a culprit. */
  public static Map<String, Object> culprit(Culprit culprit) {
    Map<String, Object> members = new LinkedHashMap<>();
    IntentJson.put(members, "principal", culprit.principal());
    IntentJson.put(members, "kind", culprit.kind());
    IntentJson.put(members, "client", culprit.client());
    IntentJson.put(members, "clientType", culprit.clientType());
    culprit.at().ifPresent(at -> members.put("at", at.toString()));
    IntentJson.put(members, "doubt", culprit.doubt());
    return members;
  }

  /** The members of a line. */
  public static Map<String, Object> line(KeptLine line) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("terraformType", line.terraformType());
    members.put("terraform", line.terraform());
    members.put("bicepType", line.bicepType());
    members.put("bicep", line.bicep());
    return members;
  }

  static Fight read(JsonObject members) {
    return new Fight(
        culprit(members.object("culprit").orElse(JsonObject.of(Map.of()))),
        lines(members.array("keep").orElse(JsonArray.empty())),
        members.string("look").map(Instant::parse));
  }

  private static Culprit culprit(JsonObject members) {
    return new Culprit(
        text(members, "principal"),
        text(members, "kind"),
        text(members, "client"),
        text(members, "clientType"),
        members.string("at").map(Instant::parse),
        text(members, "doubt"));
  }

  private static List<KeptLine> lines(JsonArray lines) {
    return lines.objects().stream()
        .map(
            line ->
                new KeptLine(
                    text(line, "terraformType"),
                    text(line, "terraform"),
                    text(line, "bicepType"),
                    text(line, "bicep")))
        .toList();
  }

  private static String text(JsonObject members, String name) {
    return members.string(name).orElse("");
  }
}
