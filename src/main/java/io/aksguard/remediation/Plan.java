package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Severity;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What would be done about the failures that the ledger knew of a cluster after a commit.
 *
 * @param seq the commit's number
 * @param commit its hash
 * @param catalogueDigest of the catalogue that the remedies are from
 */
public record Plan(
    ArmId cluster,
    long seq,
    String commit,
    Instant plannedAt,
    String catalogueDigest,
    List<Fix> fixes) {
  private static final String SCHEMA = "aks-guard/plan/v1";

  public Plan {
    fixes = List.copyOf(fixes);
  }

  /** As JSON; src/docs/storage.md describes it. */
  public String json() {
    return JsonWriter.text(members());
  }

  /** The members of its JSON. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("schema", SCHEMA);
    members.put("cluster", cluster.value());
    members.put("seq", seq);
    members.put("commit", commit);
    members.put("plannedAt", plannedAt.toString());
    members.put("catalogue", catalogueDigest);
    members.put("fixes", fixes.stream().map(Plan::members).toList());
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
    members.put("heldBy", fix.hold().guard());
    members.put("reason", fix.hold().reason());
    return members;
  }

  /**
   * The plan of {@link #json}.
   *
   * @throws IOException when it is none; the message is a sentence
   */
  static Plan read(String json) throws IOException {
    JsonObject members = JsonReader.object(json);
    if (!text(members, "schema").equals(SCHEMA)) {
      throw new IOException("its schema is not " + SCHEMA);
    }
    List<Fix> fixes = new ArrayList<>();
    for (JsonObject fix : members.array("fixes").orElseThrow(() -> lacks("fixes")).objects()) {
      fixes.add(fix(fix));
    }
    return new Plan(
        new ArmId(text(members, "cluster")),
        seq(members),
        text(members, "commit"),
        Instant.parse(text(members, "plannedAt")),
        text(members, "catalogue"),
        fixes);
  }

  private static long seq(JsonObject members) throws IOException {
    if (members.raw("seq") instanceof Number seq) {
      return seq.longValue();
    }
    throw lacks("seq");
  }

  private static Fix fix(JsonObject members) throws IOException {
    List<String> subjects = new ArrayList<>();
    members
        .array("subjects")
        .orElseThrow(() -> lacks("subjects"))
        .forEach(subject -> subjects.add(String.valueOf(subject)));
    return new Fix(
        text(members, "control"),
        text(members, "version"),
        Severity.of(text(members, "severity")).orElseThrow(() -> lacks("severity")),
        subjects,
        text(members, "mode"),
        text(members, "impact"),
        text(members, "how"),
        new Hold(text(members, "heldBy"), text(members, "reason")));
  }

  private static String text(JsonObject members, String name) throws IOException {
    return members.string(name).orElseThrow(() -> lacks(name));
  }

  private static IOException lacks(String name) {
    return new IOException("it has no '" + name + "'");
  }
}
