package io.aksguard.remediation;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Compressed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;

/** The plans that were made: one blob a commit, {@code CLUSTER/SEQ.json.gz}, never changed. */
public final class Plans {
  /** Ten times what a cluster with 20,000 failures needs. */
  private static final int MOST_BYTES = 64 << 20;

  private final Blobs blobs;

  public Plans(Blobs blobs) {
    this.blobs = blobs;
  }

  /** Keeps the plan, unless one was made for that commit already: the first one stays. */
  public void keep(Plan plan) {
    blobs.putIfAbsent(
        name(ClusterKey.of(plan.cluster()), plan.seq()),
        Compressed.of(plan.json().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The plan that was made after a commit.
   *
   * @throws IllegalStateException when what lies there is no plan
   */
  public Optional<Plan> of(ClusterKey cluster, long seq) {
    String name = name(cluster, seq);
    Optional<byte[]> body = blobs.get(name);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] json = Compressed.read(body.get(), MOST_BYTES);
      return Optional.of(Plan.read(new String(json, StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("plans/" + name + " is damaged: " + e.getMessage(), e);
    }
  }

  /**
   * The newest plan of a cluster up to a commit: not every commit has moved what is planned.
   *
   * @throws IllegalStateException when what lies there is no plan
   */
  public Optional<Plan> newest(ClusterKey cluster, long upTo) {
    String prefix = cluster.value() + "/";
    return blobs.list(prefix).stream()
        .map(name -> name.substring(prefix.length()).replaceFirst("\\..*", ""))
        .filter(seq -> seq.matches("[0-9]{1,12}"))
        .map(Long::valueOf)
        .filter(seq -> seq <= upTo)
        .max(Comparator.naturalOrder())
        .flatMap(seq -> of(cluster, seq));
  }

  private static String name(ClusterKey cluster, long seq) {
    return "%s/%d.json.gz".formatted(cluster.value(), seq);
  }
}
