package io.aksguard.adapter.snapshot;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
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

  @Override
  public Optional<Evidence> cluster(ArmId id) {
    AtomicReference<Evidence> found = new AtomicReference<>();
    fleet(
        evidence -> {
          if (ArmId.parse(evidence.resource()).equals(Optional.of(id))) {
            found.set(evidence);
          }
        });
    return Optional.ofNullable(found.get());
  }

  @Override
  public void fleet(Consumer<Evidence> sink) {
    Inputs inputs = Inputs.scan(List.of(folder), false);
    inputs.clusters(sink);
    inputs.lines().stream()
        .filter(line -> line.status() == InputLine.Status.ERROR)
        .findFirst()
        .ifPresent(
            line -> {
              throw new IllegalStateException(line.path() + ": " + line.reason());
            });
  }
}
