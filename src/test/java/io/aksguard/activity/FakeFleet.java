package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Fleet;
import io.aksguard.evidence.Unread;
import io.aksguard.history.Anchors;
import io.aksguard.history.Assessments;
import io.aksguard.history.LocalSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A fleet with one cluster a shard. */
final class FakeFleet implements Fleet {
  Set<ArmId> missing = Set.of();
  List<Unread> unread = List.of();

  /** What the last sweep was to find. */
  Collection<ArmId> known = List.of();

  private final List<Evidence> clusters;
  private boolean isSwept;

  FakeFleet(List<Evidence> clusters) {
    this.clusters = clusters;
  }

  /** What follows when a run ends; the key lies in that folder. */
  static Closing closing(TestApp app, Path folder) throws IOException {
    return new Closing(
        app.ledger,
        app.runs,
        app.outbox,
        app.shelf,
        app.intake,
        new Anchors(app.ledger, app.store.anchors(), LocalSigner.of(folder.resolve("key.pem"))),
        app);
  }

  /** The steps of runs over it. */
  FleetWork work(TestApp app, Path folder) throws IOException {
    return new FleetWork(
        this,
        () -> app.rules,
        new SelfRecord(Map.of(), app.ledger, app.runs, new Assessments(app.store.index())),
        app.ledger,
        app.runs,
        app.inbox,
        app.intake,
        closing(app, folder),
        app);
  }

  @Override
  public Swept sweep(String run, Collection<ArmId> toFind) {
    isSwept = true;
    known = List.copyOf(toFind);
    return swept(run).orElseThrow();
  }

  @Override
  public Optional<Swept> swept(String run) {
    return isSwept
        ? Optional.of(new Swept(clusters.size(), clusters.size(), missing, unread, 10))
        : Optional.empty();
  }

  @Override
  public long shard(String run, int number, Consumer<Evidence> sink) {
    sink.accept(clusters.get(number));
    return 1;
  }
}
