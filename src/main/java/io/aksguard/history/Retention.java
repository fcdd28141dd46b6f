package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import java.time.Clock;
import java.time.Instant;
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
    Optional<Head> head = ledger.head(cluster);
    if (head.isEmpty()) {
      return new Cut(1, 0);
    }
    long to = Math.max(firstToKeep(head.get(), before), head.get().cutBefore());
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

  private static Draft unchanged(Head head, Known known, Instant before) {
    Optional<Commit> newest = known.newest();
    return new Draft(
        head.id(),
        "retention: cut before " + Times.text(before),
        newest.map(Commit::judgedAt).orElse(before),
        newest.map(Commit::configDigest).orElse(""),
        newest.map(Commit::catalogueDigest).orElse(""),
        Map.of(),
        "",
        known.states(),
        newest.map(Commit::gone).orElse(false));
  }

  /** A checkpoint that was recorded by then, is anchored, and of which nothing is owed. */
  private long firstToKeep(Head head, Instant before) {
    long anchored = anchored(head);
    Optional<Commit> then = ledger.asOf(head.cluster(), before).commit();
    long newest = Math.min(Math.min(anchored, head.noticedSeq()), then.map(Commit::seq).orElse(0L));
    return ledger.commit(head.cluster(), newest).map(Commit::checkpointSeq).orElse(0L);
  }

  private long anchored(Head head) {
    List<String> names = anchors.list(Anchor.PREFIX);
    if (names.isEmpty()) {
      return 0;
    }
    String name = names.get(names.size() - 1);
    Anchor newest = Anchor.parse(anchors.get(name).orElseThrow());
    Optional<Anchor.Leaf> leaf =
        newest.leaves().stream().filter(each -> each.cluster().equals(head.cluster())).findFirst();
    if (leaf.isEmpty() || leaf.get().seq() < head.cutBefore()) {
      return 0;
    }
    String hash = ledger.commit(head.cluster(), leaf.get().seq()).map(Commit::hash).orElse("");
    if (!hash.equals(leaf.get().hash()) || !newest.isConsistent(newest.key())) {
      throw new DamagedException(
          new Problem(
              head.cluster().value(),
              Keys.commit(leaf.get().seq()),
              "hash is " + hash,
              "hash " + leaf.get().hash() + ", signed in " + name));
    }
    return leaf.get().seq();
  }

  private int delete(ClusterKey cluster, long before) {
    Sweep sweep = new Sweep(rows, cluster.value());
    return sweep.range(Row.behind(Keys.transitions(before)), Row.behind(Keys.TRANSITIONS))
        + sweep.range(Row.after(Keys.commit(before)), Row.behind(Keys.COMMITS));
  }
}
