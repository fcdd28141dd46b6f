package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Severity;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Plain;
import io.aksguard.remediation.permission.Permission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is planned, as JSON and back. */
public final class PlanJson {
  static final String SCHEMA = "aks-guard/plan/v2";

  /** The first knew no decisions and no writes. */
  static final Set<String> READABLE = Set.of("aks-guard/plan/v1", SCHEMA);

  private PlanJson() {}

  /** The members {@code fixes} and {@code writes}. */
  public static Map<String, Object> members(Planned planned) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("fixes", planned.fixes().stream().map(PlanJson::members).toList());
    members.put("writes", planned.writes().stream().map(PlanJson::members).toList());
    return members;
  }

  private static Map<String, Object> members(Fix fix) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("control", fix.control());
    members.put("version", fix.version());
    members.put("severity", fix.severity().word());
    members.put("subjects", fix.subjects());
    members.put("mode", fix.mode());
    members.put("impact", fix.impact());
    members.put("how", fix.how());
    members.put("decision", fix.decision().mode());
    members.put("because", fix.decision().because());
    members.put("permissions", fix.permissions());
    members.put("wishes", fix.wishes());
    members.put("heldBy", fix.hold().guard());
    members.put("reason", fix.hold().reason());
    return members;
  }

  private static Map<String, Object> members(Write write) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("resource", write.resource().value());
    members.put("new", write.isNew());
    members.put("call", write.call());
    members.put("impact", write.impact());
    members.put("forecast", write.forecast());
    members.put("controls", write.controls());
    members.put(
        "permissions",
        write.permissions().stream()
            .map(each -> Map.of("action", each.action(), "scope", each.scope().value()))
            .toList());
    members.put("edits", write.edits().stream().map(PlanJson::members).toList());
    return members;
  }

  private static Map<String, Object> members(Write.Edit edit) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("control", edit.control());
    members.putAll(edit.operation().members());
    if (edit.operation().before() != null) {
      members.put("before", edit.operation().before());
    }
    return members;
  }

  /**
   * What {@link #members(Planned)} gave.
   *
   * @throws IOException when it is not that; the message is a sentence
   */
  public static Planned planned(JsonObject members) throws IOException {
    List<Fix> fixes = new ArrayList<>();
    for (JsonObject fix : members.array("fixes").orElseThrow(() -> lacks("fixes")).objects()) {
      fixes.add(fix(fix));
    }
    List<Write> writes = new ArrayList<>();
    for (JsonObject write : members.array("writes").orElse(JsonArray.empty()).objects()) {
      writes.add(write(write));
    }
    return new Planned(fixes, writes);
  }

  private static Fix fix(JsonObject members) throws IOException {
    return new Fix(
        text(members, "control"),
        text(members, "version"),
        Severity.of(text(members, "severity")).orElseThrow(() -> lacks("severity")),
        texts(members.array("subjects").orElseThrow(() -> lacks("subjects"))),
        text(members, "mode"),
        text(members, "impact"),
        text(members, "how"),
        new Decision(members.string("decision").orElse(""), members.string("because").orElse("")),
        texts(members.array("permissions").orElse(JsonArray.empty())),
        texts(members.array("wishes").orElse(JsonArray.empty())),
        new Hold(text(members, "heldBy"), text(members, "reason")));
  }

  private static Write write(JsonObject members) throws IOException {
    List<Write.Edit> edits = new ArrayList<>();
    for (JsonObject edit : members.array("edits").orElseThrow(() -> lacks("edits")).objects()) {
      edits.add(
          new Write.Edit(
              text(edit, "control"),
              new PatchOperation(
                  text(edit, "op"),
                  text(edit, "path"),
                  Plain.of(edit.raw("before")),
                  Plain.of(edit.raw("value")))));
    }
    return new Write(
        new ArmId(text(members, "resource")),
        Boolean.TRUE.equals(members.raw("new")),
        text(members, "call"),
        text(members, "impact"),
        text(members, "forecast"),
        edits,
        texts(members.array("controls").orElseThrow(() -> lacks("controls"))),
        permissions(members));
  }

  private static List<Permission> permissions(JsonObject write) throws IOException {
    List<Permission> permissions = new ArrayList<>();
    for (JsonObject each : write.array("permissions").orElse(JsonArray.empty()).objects()) {
      permissions.add(new Permission(text(each, "action"), new ArmId(text(each, "scope"))));
    }
    return permissions;
  }

  static String text(JsonObject members, String name) throws IOException {
    return members.string(name).orElseThrow(() -> lacks(name));
  }

  private static List<String> texts(JsonArray array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(String.valueOf(text)));
    return texts;
  }

  private static IOException lacks(String name) {
    return new IOException("it has no '" + name + "'");
  }
}
