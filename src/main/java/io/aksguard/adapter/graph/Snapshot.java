package io.aksguard.adapter.graph;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Unread;
import io.aksguard.evidence.input.Inputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A finished sweep. Its {@code snapshot.json} is written last and once, and so decides which of
 * several attempts at one run counts.
 */
public final class Snapshot {
  static final String FILE = "snapshot.json";

  private Snapshot() {}

  /** Writes the manifest, and returns the one that counts: this one, or an earlier one. */
  static SweepResult finish(SweepResult result, SnapshotSink sink, SnapshotSource source) {
    if (sink.put(FILE, JsonWriter.text(written(result)).getBytes(StandardCharsets.UTF_8))) {
      return result;
    }
    return read(source)
        .orElseThrow(() -> new IllegalStateException(FILE + " is there and cannot be read"));
  }

  /** The sweep that counts, or empty where none has finished. */
  public static Optional<SweepResult> read(SnapshotSource source) {
    return source
        .get(FILE)
        .map(bytes -> result(JsonReader.object(new String(bytes, StandardCharsets.UTF_8))));
  }

  /**
   * The evidence of one shard's clusters.
   *
   * @throws IllegalStateException where a part of it is missing or damaged
   */
  public static void shard(SnapshotSource source, int number, Consumer<Evidence> sink) {
    SweepResult result =
        read(source).orElseThrow(() -> new IllegalStateException("the sweep has not finished"));
    Filling.Filled filled =
        new Filling(result, number)
            .done(source)
            .orElseThrow(() -> new IllegalStateException("shard " + number + " is not filled"));
    List<byte[]> parts = new ArrayList<>(parts(source, result, result.shards().get(number)));
    parts.addAll(parts(source, filled.folder(), filled.parts(), filled.bytes()));
    try {
      Path folder = Files.createTempDirectory("aks-guard-shard");
      try {
        for (int part = 0; part < parts.size(); part++) {
          Files.write(folder.resolve("part-" + part + ".ndjson"), parts.get(part));
        }
        Inputs.scan(List.of(folder), false).clusters(sink);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the sweep itself has written of a shard. */
  static List<byte[]> parts(SnapshotSource source, SweepResult result, SweepResult.Shard shard) {
    String folder = Shards.folder(result.attempt(), shard.number());
    return parts(source, folder, shard.parts(), shard.bytes());
  }

  private static List<byte[]> parts(SnapshotSource source, String folder, int count, long length) {
    List<byte[]> parts = new ArrayList<>();
    long bytes = 0;
    for (int part = 0; part < count; part++) {
      String name = Parts.name(folder, part);
      byte[] body =
          source
              .get(name)
              .orElseThrow(() -> new IllegalStateException("the snapshot lost " + name));
      bytes += body.length;
      parts.add(body);
    }
    if (bytes != length) {
      throw new IllegalStateException(folder + " of the snapshot is damaged");
    }
    return parts;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Map<String, Object> written(SweepResult result) {
    Map<String, Object> snapshot = new LinkedHashMap<>();
    snapshot.put("schema", "aks-guard/snapshot/v1");
    snapshot.put("observedAt", result.startedAt().toString());
    snapshot.put("run", result.run());
    snapshot.put("attempt", result.attempt());
    List<Object> shards = new ArrayList<>();
    for (SweepResult.Shard shard : result.shards()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("number", shard.number());
      one.put("parts", shard.parts());
      one.put("bytes", shard.bytes());
      one.put("clusters", shard.clusters().stream().map(ArmId::value).toList());
      shards.add(one);
    }
    snapshot.put("shards", shards);
    snapshot.put("seen", result.seen());
    snapshot.put("unread", unread(result.unread()));
    snapshot.put("missing", result.missing().stream().map(ArmId::value).toList());
    snapshot.put("incomplete", unread(result.gaps()));
    snapshot.put("calls", result.calls());
    return snapshot;
  }

  private static List<Map<String, Object>> unread(List<Unread> all) {
    return all.stream()
        .map(one -> Map.<String, Object>of("where", one.where(), "reason", one.reason()))
        .toList();
  }

  private static SweepResult result(JsonObject snapshot) {
    List<SweepResult.Shard> shards = new ArrayList<>();
    for (JsonObject shard : snapshot.array("shards").orElse(JsonArray.empty()).objects()) {
      shards.add(
          new SweepResult.Shard(
              (int) number(shard, "number"),
              (int) number(shard, "parts"),
              number(shard, "bytes"),
              ids(shard, "clusters")));
    }
    return new SweepResult(
        snapshot.string("run").orElse(""),
        snapshot.string("attempt").orElse(""),
        Instant.parse(snapshot.string("observedAt").orElse("")),
        shards,
        texts(snapshot, "seen"),
        unread(snapshot, "unread"),
        ids(snapshot, "missing"),
        unread(snapshot, "incomplete"),
        number(snapshot, "calls"));
  }

  static long number(JsonObject object, String member) {
    if (object.raw(member) instanceof Long number) {
      return number;
    }
    throw new IllegalStateException("the snapshot does not say '" + member + "'");
  }

  private static List<ArmId> ids(JsonObject object, String member) {
    return texts(object, member).stream().map(ArmId::new).toList();
  }

  private static List<String> texts(JsonObject object, String member) {
    return object.array(member).orElse(JsonArray.empty()).known().stream()
        .map(String::valueOf)
        .toList();
  }

  private static List<Unread> unread(JsonObject object, String member) {
    return object.array(member).orElse(JsonArray.empty()).objects().stream()
        .map(one -> new Unread(one.string("where").orElse(""), one.string("reason").orElse("")))
        .toList();
  }
}
