package io.aksguard.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.aksguard.cluster.ArmId;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Intent;
import io.aksguard.intent.IntentJson;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Compressed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The full state of one cluster after a commit, as a compressed blob under the digest of its text.
 *
 * @param name of the blob
 * @param digest SHA-256 of the text before compression, since compressors differ
 */
record Checkpoint(String name, String digest, byte[] body) {
  private static final String SCHEMA = "aks-guard/checkpoint/v1";

  /** Ten times what 20,000 states need. */
  private static final int MOST_BYTES = 256 << 20;

  static Checkpoint of(ArmId cluster, long seq, Standing standing) {
    StringBuilder text = new StringBuilder(256 + 256 * standing.states().size());
    text.append("{\"schema\":\"" + SCHEMA + "\",\"cluster\":")
        .append(JsonWriter.text(cluster.value()))
        .append(",\"seq\":")
        .append(seq)
        .append(",\"states\":[");
    String separator = "\n";
    for (State state : new TreeMap<>(standing.states()).values()) {
      text.append(separator).append(JsonWriter.text(members(state)));
      separator = ",\n";
    }
    separator = "\n],\"intents\":[\n";
    for (Intent intent : new TreeMap<>(standing.intents()).values()) {
      text.append(separator).append(IntentJson.text(intent));
      separator = ",\n";
    }
    byte[] bytes = text.append("\n]}\n").toString().getBytes(StandardCharsets.UTF_8);
    String digest = Canonical.digest(bytes);
    return new Checkpoint(name(digest), digest, Compressed.of(bytes));
  }

  static String name(String digest) {
    return digest.substring(0, 2) + '/' + digest + ".json.gz";
  }

  /**
   * What was kept under a digest.
   *
   * @throws DamagedException where they are not there any more, or are others
   */
  static Standing read(Blobs checkpoints, String digest) {
    String name = name(digest);
    byte[] body =
        checkpoints
            .get(name)
            .orElseThrow(() -> Place.CHECKPOINTS.damaged(name, "is missing", "a state"));
    try {
      return standing(digest, body);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw Place.CHECKPOINTS.damaged(name, String.valueOf(e.getMessage()), "digest " + digest);
    }
  }

  /**
   * What a blob holds.
   *
   * @throws IOException when the blob is not what the digest says; the message is a sentence
   */
  static Standing standing(String digest, byte[] body) throws IOException {
    byte[] bytes = Compressed.read(body, MOST_BYTES);
    String actual = Canonical.digest(bytes);
    if (!actual.equals(digest)) {
      throw new IOException("its digest is " + actual);
    }
    Standing standing = Standing.empty();
    try (JsonParser parser = JsonReader.parser(new ByteArrayInputStream(bytes))) {
      each(
          parser,
          members -> {
            State state = state(members);
            standing.states().put(state.key(), state);
          });
      each(
          parser,
          members -> {
            Intent intent = IntentJson.read(members);
            standing.intents().put(intent.control(), intent);
          });
    }
    return standing;
  }

  /** Takes one of what an array holds. */
  @FunctionalInterface
  private interface Take {
    void of(JsonObject members) throws IOException;
  }

  /** The next array's objects; the members before it are for people. */
  private static void each(JsonParser parser, Take take) throws IOException {
    while (parser.nextToken() != null && parser.currentToken() != JsonToken.START_ARRAY) {
      // looks for it
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      if (JsonReader.read(parser) instanceof JsonObject members) {
        take.of(members);
      }
    }
  }

  private static Map<String, Object> members(State state) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("control", state.key().control());
    members.put("subject", state.key().subject());
    members.put("status", state.status().name().toLowerCase(Locale.ROOT));
    members.put("waiver", state.waiver());
    members.put("severity", state.severity().word());
    members.put("version", state.version());
    members.put("message", state.message());
    members.put("path", state.path());
    members.put("value", state.value());
    Instant observedAt = state.observedAt();
    if (observedAt != null) {
      members.put("observedAt", observedAt.toString());
    }
    return members;
  }

  private static State state(JsonObject members) throws IOException {
    return new State(
        new FindingKey(text(members, "control"), text(members, "subject")),
        text(members, "version"),
        Severity.of(text(members, "severity")).orElseThrow(() -> new IOException("no severity")),
        Status.valueOf(text(members, "status").toUpperCase(Locale.ROOT)),
        text(members, "waiver"),
        text(members, "message"),
        text(members, "path"),
        text(members, "value"),
        members.string("observedAt").map(Instant::parse).orElse(null));
  }

  private static String text(JsonObject members, String name) throws IOException {
    return members.string(name).orElseThrow(() -> new IOException("it has no '" + name + "'"));
  }
}
