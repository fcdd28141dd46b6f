package io.aksguard.adapter.graph;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Fleet;
import io.aksguard.evidence.Unread;
import io.aksguard.storage.Blobs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Sweeps whose snapshots lie among the runs' blobs, where every host finds them. */
public final class RunFleet implements Fleet {
  private final Sweep sweep;
  private final Blobs runs;

  public RunFleet(Sweep sweep, Blobs runs) {
    this.sweep = sweep;
    this.runs = runs;
  }

  @Override
  public Swept sweep(String run, Collection<ArmId> known) {
    BlobSnapshot snapshot = new BlobSnapshot(runs, run);
    return swept(
        Snapshot.read(snapshot).orElseGet(() -> sweep.sweep(run, known, snapshot, snapshot)));
  }

  @Override
  public Optional<Swept> swept(String run) {
    return Snapshot.read(new BlobSnapshot(runs, run)).map(RunFleet::swept);
  }

  private static Swept swept(SweepResult result) {
    List<Unread> unread = new ArrayList<>(result.unread());
    unread.addAll(result.gaps());
    return new Swept(
        result.shards().size(),
        result.clusters(),
        Set.copyOf(result.missing()),
        unread,
        result.calls());
  }

  @Override
  public long shard(String run, int number, Consumer<Evidence> sink) {
    BlobSnapshot snapshot = new BlobSnapshot(runs, run);
    long calls = sweep.fill(snapshot, snapshot, number);
    Snapshot.shard(snapshot, number, sink);
    return calls;
  }
}
