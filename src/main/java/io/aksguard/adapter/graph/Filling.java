package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.ClusterReads;
import io.aksguard.adapter.arm.Reads;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.input.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads by ARM what Resource Graph does not have of the clusters of one shard, and writes it beside
 * the shard. Of several that fill one shard the first that ends counts.
 */
final class Filling {
  private final SweepResult result;
  private final SweepResult.Shard shard;

  Filling(SweepResult result, int number) {
    this.result = result;
    this.shard = result.shards().get(number);
  }

  /**
   * What was written.
   *
   * @param folder of the parts
   * @param calls HTTP requests, retries included
   */
  record Filled(String folder, int parts, long bytes, long calls) {}

  private String mark() {
    // No name of an input: it tells nothing of a cluster.
    return String.format(
        Locale.ROOT, "attempt-%s/shard-%04d.filled", result.attempt(), shard.number());
  }

  /** How it was filled, or empty where it was not yet. */
  Optional<Filled> done(SnapshotSource source) {
    return source
        .get(mark())
        .map(bytes -> JsonReader.object(new String(bytes, StandardCharsets.UTF_8)))
        .map(
            members ->
                new Filled(
                    members.string("folder").orElse(""),
                    (int) Snapshot.number(members, "parts"),
                    Snapshot.number(members, "bytes"),
                    Snapshot.number(members, "calls")));
  }

  Filled run(ArmClient arm, Instant now, SnapshotSource source, SnapshotSink sink) {
    String own = UUID.randomUUID().toString().substring(0, 8);
    String folder = Shards.folder(result.attempt(), shard.number()) + "/filled-" + own;
    Parts parts = new Parts(sink, folder);
    Consumer<Page> pages = page -> parts.write(page.line().getBytes(StandardCharsets.UTF_8));
    Reads reads = new Reads(arm, pages);
    for (byte[] part : Snapshot.parts(source, result, shard)) {
      new String(part, StandardCharsets.UTF_8)
          .lines()
          .flatMap(Filling::clusters)
          .forEach(cluster -> ask(reads, cluster, now, pages));
    }
    reads.run();
    parts.flush();
    Filled filled = new Filled(folder, parts.count(), parts.bytes(), arm.calls());
    Map<String, Object> members =
        Map.of(
            "folder", folder,
            "parts", filled.parts(),
            "bytes", filled.bytes(),
            "calls", filled.calls());
    return sink.put(mark(), JsonWriter.text(members).getBytes(StandardCharsets.UTF_8))
        ? filled
        : done(source).orElseThrow(() -> new IllegalStateException(mark() + " cannot be read"));
  }

  private static Stream<JsonObject> clusters(String line) {
    return JsonReader.object(line).array("value").orElse(JsonArray.empty()).objects().stream()
        .filter(
            row ->
                id(row)
                    .flatMap(ArmId::type)
                    .filter(Resource.CLUSTER::equalsIgnoreCase)
                    .isPresent());
  }

  private static Optional<ArmId> id(JsonObject row) {
    return row.string("id").flatMap(ArmId::parse);
  }

  private void ask(Reads reads, JsonObject row, Instant now, Consumer<Page> pages) {
    ArmId id = id(row).orElseThrow();
    Elsewhere elsewhere = new Elsewhere(result);
    elsewhere.flowLogs(id, row).forEach(pages);
    new ClusterReads(reads, id, row)
        .all(now, bindings -> elsewhere.backup(id, bindings).forEach(pages));
  }
}
