package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.Sha256;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.finding.FindingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One write to Azure as it was prepared: saved before it is sent, and never changed.
 *
 * @param seq of the cluster's newest commit when it was prepared, so that no two are alike
 * @param call the action that is posted; empty where a body is put
 * @param controls whose intents it carries out
 * @param passing verdicts that passed before, by control, or control and subject: which of them
 *     fails afterwards was broken by it, or meanwhile
 * @param mending verdicts that failed before, by the same names, and that its intents are to mend;
 *     empty of an older version, which did not say so
 * @param preimage what it changes, as it was before; nothing of an action
 * @param location of the cluster, as Azure counts its quotas
 * @param etag that the write is bound to; empty where the resource has none
 */
public record Attempt(
    ArmId cluster,
    long seq,
    Instant at,
    String call,
    List<String> controls,
    List<String> passing,
    List<String> mending,
    Preimage preimage,
    String location,
    String etag) {
  private static final String SCHEMA = "aks-guard/attempt/v1";

  public Attempt {
    controls = List.copyOf(controls);
    passing = List.copyOf(passing);
    mending = List.copyOf(mending);
  }

  public ArmId resource() {
    return preimage.resource();
  }

  /** Whether it is to mend that failure; where that is not said, any of its controls. */
  public boolean isFor(FindingKey failure) {
    return mending.isEmpty() || mending.contains(Named.of(failure));
  }

  /** SHA-256 of its JSON: under it it is saved. */
  public String id() {
    return Sha256.hex(json());
  }

  /** What Azure's logs and events know the write by: a GUID that nobody else gives. */
  public String correlationId() {
    return correlationId("write");
  }

  /** The same of what takes it back; each try is another write. */
  public String undoCorrelationId(int number) {
    return correlationId("undo " + number);
  }

  private String correlationId(String what) {
    return UUID.nameUUIDFromBytes((id() + ' ' + what).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Its JSON; it has no secret in clear. */
  public String json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("schema", SCHEMA);
    members.put("cluster", cluster.value());
    members.put("seq", seq);
    members.put("at", at.toString());
    members.put("call", call);
    members.put("controls", controls);
    members.put("passing", passing);
    if (!mending.isEmpty()) {
      // One of an older version keeps its id.
      members.put("mending", mending);
    }
    members.put("location", location);
    members.put("etag", etag);
    members.put("preimage", JsonReader.object(preimage.json()));
    return JsonWriter.text(members);
  }

  /**
   * The attempt of {@link #json}.
   *
   * @throws IOException when it is none; the message is a sentence
   */
  static Attempt read(String json) throws IOException {
    JsonObject members = JsonReader.object(json);
    if (!PlanJson.text(members, "schema").equals(SCHEMA)
        || !(members.raw("seq") instanceof Number seq)) {
      throw new IOException("its schema is not " + SCHEMA);
    }
    return new Attempt(
        new ArmId(PlanJson.text(members, "cluster")),
        seq.longValue(),
        Instant.parse(PlanJson.text(members, "at")),
        PlanJson.text(members, "call"),
        texts(members, "controls"),
        texts(members, "passing"),
        texts(members, "mending"),
        Preimage.read(
            JsonWriter.text(
                members
                    .object("preimage")
                    .orElseThrow(() -> new IOException("it has no 'preimage'")))),
        PlanJson.text(members, "location"),
        PlanJson.text(members, "etag"));
  }

  private static List<String> texts(JsonObject members, String name) {
    List<String> texts = new ArrayList<>();
    members.array(name).orElse(JsonArray.empty()).forEach(each -> texts.add(String.valueOf(each)));
    return texts;
  }
}
