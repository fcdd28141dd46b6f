package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.intent.Intent;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What would be done about the failures that the ledger knew of a cluster after a commit.
 *
 * @param seq the commit's number
 * @param commit its hash
 * @param rules names what it was made by: the catalogue that the remedies are from, and guard.yaml
 */
public record Plan(
    ArmId cluster, long seq, String commit, Instant plannedAt, String rules, Planned planned) {

  /** Whether an intent stands for exactly what this plan wants of its control. */
  public boolean wants(Intent intent) {
    List<Fix> fixes = planned.wanted().getOrDefault(intent.control(), List.of());
    return !fixes.isEmpty()
        && intent
            .id()
            .equals(
                Intent.idOf(
                    cluster, intent.control(), fixes.get(0).version(), Wish.ofFixes(fixes)));
  }

  /** As JSON; src/docs/storage.md describes it. */
  public String json() {
    return JsonWriter.text(members());
  }

  /** The members of its JSON. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("schema", PlanJson.SCHEMA);
    members.put("cluster", cluster.value());
    members.put("seq", seq);
    members.put("commit", commit);
    members.put("plannedAt", plannedAt.toString());
    members.put("rules", rules);
    members.putAll(PlanJson.members(planned));
    return members;
  }

  /**
   * The plan of {@link #json}.
   *
   * @throws IOException when it is none; the message is a sentence
   */
  static Plan read(String json) throws IOException {
    JsonObject members = JsonReader.object(json);
    if (!PlanJson.READABLE.contains(PlanJson.text(members, "schema"))) {
      throw new IOException("its schema is not " + PlanJson.SCHEMA);
    }
    return new Plan(
        new ArmId(PlanJson.text(members, "cluster")),
        seq(members),
        PlanJson.text(members, "commit"),
        Instant.parse(PlanJson.text(members, "plannedAt")),
        // Older ones name the catalogue alone.
        PlanJson.text(members, members.containsKey("rules") ? "rules" : "catalogue"),
        PlanJson.planned(members));
  }

  private static long seq(JsonObject members) throws IOException {
    if (members.raw("seq") instanceof Number seq) {
      return seq.longValue();
    }
    throw new IOException("it has no 'seq'");
  }
}
