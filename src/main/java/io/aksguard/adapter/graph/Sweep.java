package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.ClusterReads;
import io.aksguard.adapter.arm.Reads;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.Source;
import io.aksguard.evidence.Unread;
import io.aksguard.evidence.input.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole scope into a snapshot of shards: inventory by Resource Graph, and by ARM what
 * that does not have. It holds the clusters of one page and one shard at a time, and of all others
 * only what they name.
 */
public final class Sweep {
  private final ArmClient arm;
  private final GraphClient graph;
  private final Clock clock;

  public Sweep(ArmClient arm, GraphClient graph, Clock clock) {
    this.arm = arm;
    this.graph = graph;
    this.clock = clock;
  }

  /**
   * Sweeps.
   *
   * @param run names what is written, so that a second attempt at it ends as the first
   * @param known clusters that should be found
   */
  public SweepResult sweep(
      String run, Collection<ArmId> known, SnapshotSink sink, SnapshotSource source) {
    Instant started = clock.instant();
    long before = arm.calls();
    String attempt = UUID.randomUUID().toString().substring(0, 8);
    Shards shards = new Shards(sink, attempt);
    Routes routes = new Routes();
    List<Unread> unread = unreadSubscriptions();
    Gap blind =
        unread.isEmpty()
            ? null
            : new Gap(
                "not every audited subscription can be read: "
                    + unread.stream().map(Unread::where).collect(Collectors.joining(", ")));
    Map<String, Gap> gaps = new LinkedHashMap<>();
    Set<ArmId> found = new HashSet<>();
    GraphClient.End clusters = clusters(shards, routes, found);
    if (clusters.gap() != null) {
      gaps.put(Resource.CLUSTER, clusters.gap());
    }
    Reads reads = new Reads(arm, page -> {});
    Tables tables = new Tables(graph, routes, shards, reads, blind);
    tables.read();
    gaps.putAll(tables.gaps());
    reads.run();
    Gap fleets = new Fleets(graph, routes, shards).read(reads, blind);
    if (fleets != null) {
      gaps.put("microsoft.containerservice/fleets/members", fleets);
    }
    List<ArmId> missing = known.stream().filter(id -> !found.contains(id)).toList();
    SweepResult result =
        new SweepResult(
            run,
            attempt,
            started,
            shards.end(),
            unread,
            missing,
            gaps.entrySet().stream()
                .map(gap -> new Unread(gap.getKey(), gap.getValue().reason()))
                .toList(),
            arm.calls() - before);
    return Snapshot.finish(result, sink, source);
  }

  /** The evidence of one shard's clusters; see {@link Snapshot#shard}. */
  public void shard(SnapshotSource source, int number, Consumer<Evidence> sink) {
    Snapshot.shard(source, number, sink);
  }

  /** Resource Graph leaves out what may not be read without a word. */
  private List<Unread> unreadSubscriptions() {
    Answer rows = graph.all("resourcecontainers", List.of("microsoft.resources/subscriptions"), "");
    if (rows.missing().isPresent()) {
      String where =
          graph.scope().subscriptions().isEmpty()
              ? graph.scope().managementGroup()
              : String.join(", ", graph.scope().subscriptions());
      return List.of(new Unread(where, rows.missing().get().reason()));
    }
    Set<String> readable =
        rows.resources().stream()
            .flatMap(row -> row.string("id").stream())
            .flatMap(id -> ArmId.parse(id).stream())
            .flatMap(id -> id.subscription().stream())
            .collect(Collectors.toSet());
    List<Unread> unread = new ArrayList<>();
    for (String subscription : graph.scope().subscriptions()) {
      if (!readable.contains(subscription)) {
        unread.add(new Unread(subscription, "the subscription cannot be read or is not there"));
      }
    }
    if (readable.isEmpty() && unread.isEmpty()) {
      unread.add(new Unread(graph.scope().managementGroup(), "no subscription can be read"));
    }
    return unread;
  }

  private GraphClient.End clusters(Shards shards, Routes routes, Set<ArmId> found) {
    Filling filling = new Filling(shards);
    GraphClient.End end =
        graph.each(
            "resources",
            List.of(Resource.CLUSTER),
            "",
            (rows, at) -> {
              for (JsonObject row : rows) {
                ArmId id = row.string("id").flatMap(ArmId::parse).orElse(null);
                // A row may come twice where others are written while pages are turned.
                if (id != null && found.add(id)) {
                  int shard = shards.add(id);
                  routes.add(id, row, shard);
                  shards.write(shard, Page.of(Source.RESOURCE_GRAPH, at, List.of(row)));
                  filling.add(shard, id, row);
                }
              }
            });
    filling.finish();
    return end;
  }

  /** Reads by ARM what belongs to the clusters of one shard. */
  private final class Filling {
    private final Shards shards;
    private @Nullable Reads reads;
    private int shard = -1;

    private Filling(Shards shards) {
      this.shards = shards;
    }

    private void add(int to, ArmId id, JsonObject body) {
      if (reads == null || to != shard) {
        finish();
        shard = to;
        reads = new Reads(arm, page -> shards.write(to, page));
      }
      new ClusterReads(reads, id, body).all(clock.instant());
    }

    private void finish() {
      if (reads != null) {
        reads.run();
        reads = null;
      }
    }
  }
}
