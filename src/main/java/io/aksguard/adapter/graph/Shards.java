package io.aksguard.adapter.graph;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.input.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The shards of a snapshot under way. */
final class Shards {
  /** Clusters in a shard: what one activity judges in a minute or two. */
  static final int CLUSTERS = 200;

  private final SnapshotSink sink;
  private final String attempt;
  private final List<Open> open = new ArrayList<>();

  Shards(SnapshotSink sink, String attempt) {
    this.sink = sink;
    this.attempt = attempt;
  }

  private record Open(List<ArmId> clusters, Parts parts) {}

  static String folder(String attempt, int shard) {
    return String.format(Locale.ROOT, "attempt-%s/shard-%04d", attempt, shard);
  }

  /** The shard that the next cluster goes to. */
  synchronized int add(ArmId cluster) {
    if (open.isEmpty() || open.get(open.size() - 1).clusters().size() == CLUSTERS) {
      open.add(new Open(new ArrayList<>(), new Parts(sink, folder(attempt, open.size()))));
    }
    int shard = open.size() - 1;
    open.get(shard).clusters().add(cluster);
    return shard;
  }

  synchronized void write(int shard, Page page) {
    open.get(shard).parts().write(page.line().getBytes(StandardCharsets.UTF_8));
  }

  synchronized void write(BitSet shards, Page page) {
    if (!shards.isEmpty()) {
      byte[] line = page.line().getBytes(StandardCharsets.UTF_8);
      shards.stream().forEach(shard -> open.get(shard).parts().write(line));
    }
  }

  /** Writes what is left. */
  synchronized List<SweepResult.Shard> end() {
    List<SweepResult.Shard> shards = new ArrayList<>();
    for (int shard = 0; shard < open.size(); shard++) {
      Parts parts = open.get(shard).parts();
      parts.flush();
      shards.add(
          new SweepResult.Shard(shard, parts.count(), parts.bytes(), open.get(shard).clusters()));
    }
    return shards;
  }
}
