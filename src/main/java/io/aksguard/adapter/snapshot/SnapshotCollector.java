package io.aksguard.adapter.snapshot;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Unread;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Reads a folder of exported resources anew each time it is asked. */
public final class SnapshotCollector implements Collector {
  private final Path folder;

  public SnapshotCollector(Path folder) {
    this.folder = folder;
  }

  /**
   * Where several files hold the cluster, the evidence of the last one. Where a file could not be
   * read, no list in it is whole because a manifest says so.
   */
  @Override
  public Optional<Evidence> cluster(ArmId id) {
    AtomicReference<Evidence> found = new AtomicReference<>();
    List<Unread> unread =
        fleet(
            evidence -> {
              if (ArmId.parse(evidence.resource()).equals(Optional.of(id))) {
                found.set(evidence);
              }
            });
    if (found.get() == null && !unread.isEmpty()) {
      Unread first = unread.get(0);
      throw new IllegalStateException(
          "no cluster " + id + ", but " + first.where() + " was not read: " + first.reason());
    }
    return Optional.ofNullable(found.get());
  }

  @Override
  public List<Unread> fleet(Consumer<Evidence> sink) {
    Inputs inputs = Inputs.scan(List.of(folder), false);
    inputs.clusters(sink);
    return inputs.lines().stream()
        .filter(line -> line.status() == InputLine.Status.ERROR)
        .map(line -> new Unread(line.path(), line.reason()))
        .toList();
  }
}
