package io.aksguard.adapter.graph;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.input.Page;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The shards of a snapshot under way: pages go out in parts, so that no shard lies in memory. */
final class Shards {
  /** Clusters in a shard: what one activity judges in a minute or two. */
  static final int CLUSTERS = 200;

  private static final int PART = 512 << 10;

  private final SnapshotSink sink;
  private final String attempt;
  private final List<Open> open = new ArrayList<>();

  Shards(SnapshotSink sink, String attempt) {
    this.sink = sink;
    this.attempt = attempt;
  }

  private static final class Open {
    private final List<ArmId> clusters = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int parts;
    private long bytes;
  }

  static String part(String attempt, int shard, int part) {
    return String.format(
        Locale.ROOT, "attempt-%s/shard-%04d/part-%04d.ndjson", attempt, shard, part);
  }

  /** The shard that the next cluster goes to. */
  synchronized int add(ArmId cluster) {
    if (open.isEmpty() || open.get(open.size() - 1).clusters.size() == CLUSTERS) {
      open.add(new Open());
    }
    int shard = open.size() - 1;
    open.get(shard).clusters.add(cluster);
    return shard;
  }

  synchronized void write(int shard, Page page) {
    append(shard, page.line().getBytes(StandardCharsets.UTF_8));
  }

  synchronized void write(BitSet shards, Page page) {
    if (!shards.isEmpty()) {
      byte[] line = page.line().getBytes(StandardCharsets.UTF_8);
      shards.stream().forEach(shard -> append(shard, line));
    }
  }

  private void append(int shard, byte[] line) {
    Open to = open.get(shard);
    to.text.writeBytes(line);
    to.text.write('\n');
    if (to.text.size() >= PART) {
      flush(shard);
    }
  }

  private void flush(int shard) {
    Open to = open.get(shard);
    if (to.text.size() > 0) {
      if (!sink.put(part(attempt, shard, to.parts), to.text.toByteArray())) {
        throw new IllegalStateException("somebody else writes attempt " + attempt);
      }
      to.parts++;
      to.bytes += to.text.size();
      to.text.reset();
    }
  }

  /** Writes what is left. */
  synchronized List<SweepResult.Shard> end() {
    List<SweepResult.Shard> shards = new ArrayList<>();
    for (int shard = 0; shard < open.size(); shard++) {
      flush(shard);
      Open done = open.get(shard);
      shards.add(new SweepResult.Shard(shard, done.parts, done.bytes, done.clusters));
    }
    return shards;
  }
}
