package io.aksguard.adapter.graph;

/** Where a snapshot is written. A name is written once. */
public interface SnapshotSink {
  /**
   * @param name segments divided by slashes, {@code shard-0003/part-0001.ndjson}
   * @param body UTF-8 text
   * @return whether it was written now; false where there is one of that name
   */
  boolean put(String name, byte[] body);
}
