package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the whole ledger against itself and against the anchors. Writers may go on meanwhile.
 * Memory grows with the number of clusters only, and with the largest state.
 */
public final class Verifier {
  /** A head that moves as often while its chain is walked would be a cluster gone wild. */
  private static final int MOST_WALKS = 5;

  private final Rows rows;
  private final Rows index;
  private final Blobs checkpoints;
  private final Blobs anchors;
  private final Set<AnchorKey> keys;

  /**
   * @param keys that may have signed anchors; none: the key of the first anchor is trusted, which
   *     does not help against somebody who could replace all anchors
   */
  public Verifier(Store store, Set<AnchorKey> keys) {
    this(store.ledger(), store.index(), store.checkpoints(), store.anchors(), keys);
  }

  Verifier(Rows rows, Rows index, Blobs checkpoints, Blobs anchors, Set<AnchorKey> keys) {
    this.rows = rows;
    this.index = index;
    this.checkpoints = checkpoints;
    this.anchors = anchors;
    this.keys = Set.copyOf(keys);
  }

  /** Verifies all there is; what is wrong is part of the answer. */
  public Verification verify() {
    return new Run().verify();
  }

  private final class Run {
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<ClusterKey, Anchor.Leaf> anchored = new TreeMap<>(BY_VALUE);
    private final Map<ClusterKey, Head> heads = new TreeMap<>(BY_VALUE);
    private int anchorsRead;
    private Optional<Instant> newestAnchor = Optional.empty();
    private long commits;
    private long transitions;

    Verification verify() {
      Optional<Problem> broken = anchorsInThemselves();
      Map<ClusterKey, Boolean> clusters = new TreeMap<>(BY_VALUE);
      new Scan(index, Clusters.PARTITION, Keys.FIRST, Keys.LAST)
          .forEachRemaining(row -> listed(row).ifPresent(key -> clusters.put(key, true)));
      anchored.keySet().forEach(cluster -> clusters.putIfAbsent(cluster, false));
      clusters.forEach(this::cluster);
      broken.ifPresentOrElse(problems::add, this::leaves);
      return result(clusters.size());
    }

    private Optional<ClusterKey> listed(Row row) {
      try {
        return Optional.of(Clusters.cluster(row).cluster());
      } catch (DamagedException e) {
        problems.add(e.problem());
        return Optional.empty();
      }
    }

    private Optional<Problem> anchorsInThemselves() {
      try {
        new AnchorWalk(anchors, keys)
            .walk(
                anchor -> {
                  anchorsRead++;
                  newestAnchor = Optional.of(anchor.at());
                  anchor.leaves().forEach(leaf -> anchored.put(leaf.cluster(), leaf));
                });
        return Optional.empty();
      } catch (DamagedException e) {
        return Optional.of(e.problem());
      }
    }

    private void cluster(ClusterKey cluster, boolean listed) {
      try {
        ChainWalk.Walked walked = walk(cluster);
        walked.head().ifPresent(head -> counted(head, walked));
        if (walked.head().isEmpty() && anchored.containsKey(cluster)) {
          throw new Place(cluster.value())
              .damaged(Keys.HEAD, "is missing", "a cluster that is anchored");
        }
        if (!listed) {
          throw new Place(Clusters.PARTITION)
              .damaged(cluster.value(), "is missing", "a cluster that is anchored");
        }
        remark(walked.head().isEmpty() ? 1 : 0, "begun, and nothing recorded yet", cluster);
        remark(walked.unswept(), "row(s) of writers that lost a race, not yet swept", cluster);
        remark(walked.leftByCut(), "row(s) before the cut, not yet deleted", cluster);
      } catch (DamagedException e) {
        problems.add(e.problem());
      }
    }

    private void remark(long count, String what, ClusterKey cluster) {
      if (count > 0) {
        remarks.add(cluster + ": " + count + " " + what);
      }
    }

    private void counted(Head head, ChainWalk.Walked walked) {
      heads.put(head.cluster(), head);
      commits += head.seq() - head.cutBefore() + 1;
      transitions += walked.transitions();
      if (head.cutBefore() > 1) {
        remarks.add(
            head.cluster()
                + ": commits before "
                + head.cutBefore()
                + " were cut"
                + walked.cut().map(Run::by).orElse(""));
      }
    }

    private static String by(Commit cut) {
      return " by commit %d on %s (%s)"
          .formatted(cut.seq(), Times.text(cut.recordedAt()), cut.cause());
    }

    /** What writers change while we read is no damage: then the head has moved, too. */
    private ChainWalk.Walked walk(ClusterKey cluster) {
      for (int i = 1; ; i++) {
        Optional<Map<String, Object>> before = head(cluster);
        try {
          return ChainWalk.walk(rows, checkpoints, cluster);
        } catch (DamagedException e) {
          if (i == MOST_WALKS || before.equals(head(cluster))) {
            throw e;
          }
        }
      }
    }

    private Optional<Map<String, Object>> head(ClusterKey cluster) {
      return rows.get(cluster.value(), Keys.HEAD).map(Row::properties);
    }

    /** Each chain must still hold what was anchored; a chain that is broken was told already. */
    private void leaves() {
      Map<ClusterKey, Anchor.Leaf> checked = new TreeMap<>(BY_VALUE);
      Map<ClusterKey, Problem> first = new TreeMap<>(BY_VALUE);
      new AnchorWalk(anchors, keys)
          .walk(
              anchor ->
                  anchor.leaves().stream()
                      .filter(leaf -> !leaf.equals(checked.put(leaf.cluster(), leaf)))
                      .filter(leaf -> heads.containsKey(leaf.cluster()))
                      .filter(leaf -> !first.containsKey(leaf.cluster()))
                      .forEach(
                          leaf ->
                              leaf(anchor, leaf)
                                  .ifPresent(problem -> first.put(leaf.cluster(), problem))));
      heads
          .values()
          .forEach(
              head ->
                  uncovered(head, checked.get(head.cluster()))
                      .ifPresent(problem -> first.putIfAbsent(head.cluster(), problem)));
      problems.addAll(first.values());
    }

    /** Retention cuts below an anchored commit only; else a cut could hide what was signed. */
    private Optional<Problem> uncovered(Head head, Anchor.@Nullable Leaf newest) {
      return head.cutBefore() <= 1 || (newest != null && newest.seq() >= head.cutBefore())
          ? Optional.empty()
          : Optional.of(
              new Problem(
                  head.cluster().value(),
                  Keys.commit(head.cutBefore()),
                  "stands first, and no anchor covers the cut",
                  newest == null ? "commit 1" : "commit " + newest.seq() + " or one before it"));
    }

    private Optional<Problem> leaf(Anchor anchor, Anchor.Leaf leaf) {
      if (leaf.seq() < cutBefore(heads.get(leaf.cluster()))) {
        return Optional.empty();
      }
      String key = Keys.commit(leaf.seq());
      String hash =
          rows.get(leaf.cluster().value(), key)
              .map(row -> "hash is " + row.text(Canonical.HASH).orElse("absent"))
              .orElse("is missing");
      return hash.equals("hash is " + leaf.hash()) || isCutMeanwhile(leaf)
          ? Optional.empty()
          : Optional.of(
              new Problem(
                  leaf.cluster().value(),
                  key,
                  hash,
                  "hash " + leaf.hash() + ", signed in " + Anchor.name(anchor.number())));
    }

    private boolean isCutMeanwhile(Anchor.Leaf leaf) {
      return leaf.seq()
          < rows.get(leaf.cluster().value(), Keys.HEAD)
              .map(row -> cutBefore(HeadRow.head(row)))
              .orElse(0L);
    }

    private long cutBefore(@Nullable Head head) {
      return head == null ? 0 : head.cutBefore();
    }

    private Verification result(int clusters) {
      long notYet = 0;
      for (Head head : heads.values()) {
        Anchor.Leaf leaf = anchored.get(head.cluster());
        notYet += Math.max(0, head.seq() - (leaf == null ? head.cutBefore() - 1 : leaf.seq()));
      }
      Verification.Seen seen =
          new Verification.Seen(
              clusters, commits, transitions, anchorsRead, notYet, newestAnchor, remarks);
      return problems.isEmpty()
          ? new Verification.Good(seen)
          : new Verification.Bad(problems.get(0), problems.subList(1, problems.size()), seen);
    }
  }

  private static final Comparator<ClusterKey> BY_VALUE = Comparator.comparing(ClusterKey::value);
}
