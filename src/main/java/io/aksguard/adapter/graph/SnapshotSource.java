package io.aksguard.adapter.graph;

import java.util.Optional;

/** Where a snapshot is read. */
@FunctionalInterface
public interface SnapshotSource {
  /** What was written under the name, or empty where nothing was. */
  Optional<byte[]> get(String name);
}
