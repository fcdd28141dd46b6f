package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.Reads;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.Source;
import io.aksguard.evidence.Unread;
import io.aksguard.evidence.input.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the whole scope into a snapshot of shards, in two steps: all that is in Resource Graph,
 * then shard by shard what ARM alone tells of its clusters, which takes its time where there are
 * many. It holds one page of clusters at a time, and of all others only what they name.
 */
public final class Sweep {
  private static final int SHARDS_AT_ONCE = 4;

  private final ArmClient client;
  private final GraphClient graph;
  private final Clock clock;

  public Sweep(ArmClient client, GraphClient graph, Clock clock) {
    this.client = client;
    this.graph = graph;
    this.clock = clock;
  }

  /**
   * Reads Resource Graph, and by ARM what belongs to several clusters.
   *
   * @param run names what is written, so that a second attempt at it ends as the first
   * @param known clusters that should be found
   */
  public SweepResult sweep(
      String run, Collection<ArmId> known, SnapshotSink sink, SnapshotSource source) {
    ArmClient arm = client.counted();
    GraphClient graph = this.graph.by(arm);
    Instant started = clock.instant();
    String attempt = UUID.randomUUID().toString().substring(0, 8);
    Shards shards = new Shards(sink, attempt);
    Routes routes = new Routes();
    Sight sight = Sight.of(graph.scope(), Sight.subscriptions(graph));
    Gap blind = sight.blind();
    Map<String, Gap> gaps = new LinkedHashMap<>();
    Set<ArmId> found = new HashSet<>();
    GraphClient.End clusters = clusters(graph, shards, routes, found);
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
            sight.seen(),
            sight.unread(),
            missing,
            gaps.entrySet().stream()
                .map(gap -> new Unread(gap.getKey(), gap.getValue().reason()))
                .toList(),
            arm.calls());
    return Snapshot.finish(result, sink, source);
  }

  /**
   * Reads what ARM alone tells of the clusters of one shard, unless that was done before.
   *
   * @return HTTP requests that it took, retries included
   */
  public long fill(SnapshotSource source, SnapshotSink sink, int shard) {
    SweepResult result =
        Snapshot.read(source)
            .orElseThrow(() -> new IllegalStateException("the sweep has not finished"));
    Filling filling = new Filling(result, shard);
    return filling
        .done(source)
        .orElseGet(() -> filling.run(client.counted(), clock.instant(), source, sink))
        .calls();
  }

  /** Fills all shards beside each other: each waits for the quota of its own subscriptions. */
  public void fill(SnapshotSource source, SnapshotSink sink, SweepResult result) {
    ExecutorService fillers = Executors.newFixedThreadPool(SHARDS_AT_ONCE);
    try {
      List<Future<Long>> shards =
          result.shards().stream()
              .map(shard -> fillers.submit(() -> fill(source, sink, shard.number())))
              .toList();
      for (Future<Long> shard : shards) {
        shard.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it waited for Azure", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failed
          ? failed
          : new IllegalStateException(e.getCause());
    } finally {
      fillers.shutdownNow();
    }
  }

  private static GraphClient.End clusters(
      GraphClient graph, Shards shards, Routes routes, Set<ArmId> found) {
    return graph.each(
        "resources",
        List.of(Resource.CLUSTER),
        "",
        (rows, at) -> {
          for (JsonObject row : rows) {
            ArmId id = row.string("id").flatMap(ArmId::parse).orElse(null);
            if (id != null && found.add(id)) {
              int shard = shards.add(id);
              routes.add(id, row, shard);
              shards.write(shard, Page.of(Source.RESOURCE_GRAPH, at, List.of(row)));
            }
          }
        });
  }
}
