package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts what is too old from a chain. The cut is a commit itself, written before anything is
 * deleted; the chain then begins at a checkpoint that an anchor has signed.
 */
public final class Retention {
  private final Rows rows;
  private final Blobs anchors;
  private final Ledger ledger;
  private final Clock clock;

  /**
   * @param rows the table {@code ledger}
   */
  public Retention(Rows rows, Blobs anchors, Ledger ledger, Clock clock) {
    this.rows = rows;
    this.anchors = anchors;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param cutBefore the first commit that is kept
   */
  public record Cut(long cutBefore, int rowsDeleted) {}

  /**
   * Deletes what is not needed to tell what was known at {@code before} and later. Commits that no
   * anchor covers, or whose notices are still owed, stay. May be called again after any failure.
   *
   * @throws DamagedException when the chain does not hold what the newest anchor says
   */
  public Cut cut(ClusterKey cluster, Instant before) {
    return pass(before, Duration.ZERO).cut(cluster);
  }

  /**
   * Begins to cut chains by the newest anchor of now, which is read and checked once.
   *
   * @param slack a chain whose first commit is not older than {@code before} by this much stays as
   *     it is: each cut is a commit
   * @throws DamagedException when the newest anchor is not what was signed
   */
  public Pass pass(Instant before, Duration slack) {
    List<String> names = anchors.list(Anchor.PREFIX);
    Map<ClusterKey, Anchor.Leaf> leaves = new HashMap<>();
    String name = names.isEmpty() ? "" : names.get(names.size() - 1);
    if (!name.isEmpty()) {
      Anchor newest = newest(name);
      newest.leaves().forEach(leaf -> leaves.put(leaf.cluster(), leaf));
    }
    return new Pass(before, before.minus(slack), name, leaves);
  }

  private Anchor newest(String name) {
    Optional<Anchor> newest = Optional.empty();
    try {
      newest = anchors.get(name).map(Anchor::parse).filter(a -> a.isConsistent(a.key()));
    } catch (IllegalArgumentException damaged) {
      // said below
    }
    return newest.orElseThrow(() -> Place.ANCHORS.damaged(name, "is damaged", "a signed anchor"));
  }

  /** Cuts one chain after the other. */
  public final class Pass {
    private final Instant before;
    private final Instant tooOld;
    private final String anchor;
    private final Map<ClusterKey, Anchor.Leaf> leaves;

    private Pass(
        Instant before, Instant tooOld, String anchor, Map<ClusterKey, Anchor.Leaf> leaves) {
      this.before = before;
      this.tooOld = tooOld;
      this.anchor = anchor;
      this.leaves = leaves;
    }

    /**
     * As {@link Retention#cut}; also deletes what a cut that was killed has left.
     *
     * @throws DamagedException when the chain does not hold what the anchor says
     */
    public Cut cut(ClusterKey cluster) {
      Optional<Head> head = ledger.head(cluster);
      if (head.isEmpty()) {
        return new Cut(1, 0);
      }
      long to = head.get().cutBefore();
      if (isTooOld(head.get())) {
        to = Math.max(to, firstToKeep(head.get(), before, anchored(head.get(), anchor, leaves)));
      }
      if (to > head.get().cutBefore()) {
        ledger.commit(
            new Appending(
                head.get().id(),
                known -> unchanged(head.get(), known, before),
                ledger.policy(),
                Times.recorded(clock.instant()),
                to));
      }
      return new Cut(to, to == 1 ? 0 : delete(cluster, to));
    }

    private boolean isTooOld(Head head) {
      return ledger
          .commit(head.cluster(), head.cutBefore())
          .filter(first -> !first.recordedAt().isAfter(tooOld))
          .isPresent();
    }
  }

  private static Draft unchanged(Head head, Known known, Instant before) {
    String cause = "retention: cut before " + Times.text(before);
    return Draft.of(known, head.id(), cause, before, known.intents());
  }

  /** A checkpoint that was recorded by then, is anchored, and of which nothing is owed. */
  private long firstToKeep(Head head, Instant before, long anchored) {
    Optional<Commit> then = ledger.newest(head.cluster(), before);
    long newest = Math.min(Math.min(anchored, head.noticedSeq()), then.map(Commit::seq).orElse(0L));
    return ledger.commit(head.cluster(), newest).map(Commit::checkpointSeq).orElse(0L);
  }

  private long anchored(Head head, String anchor, Map<ClusterKey, Anchor.Leaf> leaves) {
    Anchor.Leaf leaf = leaves.get(head.cluster());
    if (leaf == null || leaf.seq() < head.cutBefore()) {
      return 0;
    }
    String hash = ledger.commit(head.cluster(), leaf.seq()).map(Commit::hash).orElse("");
    if (!hash.equals(leaf.hash())) {
      throw new Place(head.cluster().value())
          .damaged(
              Keys.commit(leaf.seq()),
              "hash is " + hash,
              "hash " + leaf.hash() + ", signed in " + anchor);
    }
    return leaf.seq();
  }

  private int delete(ClusterKey cluster, long before) {
    Sweep sweep = new Sweep(rows, cluster.value());
    return sweep.range(Row.behind(Keys.transitions(before)), Row.behind(Keys.TRANSITIONS))
        + sweep.range(Row.after(Keys.commit(before)), Row.behind(Keys.COMMITS));
  }
}
