package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one cluster's partition, from its first commit to its head. What it holds at once is one
 * state, {@link #WINDOW} commits and a page of transitions.
 */
final class ChainWalk {
  private static final int WINDOW = 200;

  /** Transitions of a window that are read in one range; a window with more is read in pieces. */
  private static final int MOST_TOGETHER = 2_000;

  private static final int STRAYS = 200;

  private final Rows rows;
  private final Blobs checkpoints;
  private final String partition;
  private final Place place;
  private final Head head;
  private Standing standing = Standing.empty();
  private @Nullable Commit last;
  private @Nullable Commit cut;
  private long transitions;
  private long unswept;
  private long leftByCut;

  private ChainWalk(Rows rows, Blobs checkpoints, Head head) {
    this.rows = rows;
    this.checkpoints = checkpoints;
    this.partition = head.cluster().value();
    this.place = new Place(partition);
    this.head = head;
  }

  /**
   * What was found in order.
   *
   * @param head empty where nothing was recorded
   * @param unswept rows of writers that have lost a race, which the next notices take away
   * @param leftByCut rows below the cut, which the next cut takes away
   * @param cut the commit that has cut it last; empty where none has
   */
  record Walked(
      Optional<Head> head, long transitions, long unswept, long leftByCut, Optional<Commit> cut) {}

  /**
   * Walks the chain once.
   *
   * @throws DamagedException naming the first row that is not as it must be
   */
  static Walked walk(Rows rows, Blobs checkpoints, ClusterKey cluster) {
    String partition = cluster.value();
    Optional<Row> row = rows.get(partition, Keys.HEAD);
    if (row.isEmpty()) {
      List<Row> any = rows.range(partition, Keys.FIRST, Keys.LAST, 1);
      if (!any.isEmpty()) {
        throw new Place(partition)
            .damaged(Keys.HEAD, "is missing", "the head of " + any.get(0).key());
      }
      return new Walked(Optional.empty(), 0, 0, 0, Optional.empty());
    }
    ChainWalk walk = new ChainWalk(rows, checkpoints, HeadRow.head(row.get()));
    walk.run();
    return new Walked(
        Optional.of(walk.head).filter(head -> head.seq() > 0),
        walk.transitions,
        walk.unswept,
        walk.leftByCut,
        Optional.ofNullable(walk.cut));
  }

  private void run() {
    for (long from = head.cutBefore(); from <= head.seq(); from += WINDOW) {
      window(from, Math.min(head.seq(), from + WINDOW - 1));
    }
    headIsNewest();
    Surplus surplus = new Surplus(rows, head);
    unswept += surplus.check();
    leftByCut += surplus.leftByCut();
  }

  private void window(long from, long to) {
    Map<String, Row> found = new HashMap<>();
    List<Row> range =
        rows.range(partition, Keys.commit(to), Row.after(Keys.commit(from)), WINDOW + 1);
    range.forEach(row -> found.put(row.key(), row));
    List<Commit> commits = new ArrayList<>();
    for (long seq = from; seq <= to; seq++) {
      String key = Keys.commit(seq);
      Row row = found.remove(key);
      if (row == null) {
        settle(commits);
        throw place.damaged(key, "is missing", "commit " + seq);
      }
      try {
        commits.add(link(row, seq, commits.isEmpty() ? last : commits.get(commits.size() - 1)));
      } catch (DamagedException e) {
        // An older transition comes before a newer commit.
        settle(commits);
        throw e;
      }
    }
    settle(commits);
    found.keySet().stream()
        .sorted()
        .findFirst()
        .ifPresent(
            key -> {
              throw place.damaged(key, "is no key of the ledger", "no such row");
            });
  }

  private Commit link(Row row, long seq, @Nullable Commit before) {
    Link link = new Link(place, row.key());
    Commit commit = link.commit(row, seq, head.cluster());
    if (before == null) {
      link.isFirst(commit);
    } else {
      link.follows(commit, before);
      if (commit.cutBefore() > before.cutBefore()) {
        cut = commit;
      }
    }
    return commit;
  }

  /** Verifies the transitions of these commits, and applies them. */
  private void settle(List<Commit> commits) {
    if (commits.isEmpty()) {
      return;
    }
    long expected = commits.stream().mapToLong(Commit::rows).sum();
    if (expected <= MOST_TOGETHER && settleTogether(commits, (int) expected + STRAYS)) {
      return;
    }
    for (Commit commit : commits) {
      settle(commit, new Scan(rows, partition, from(commit.seq()), to(commit.seq())));
    }
  }

  /** Whether the window had no more rows than it may have. */
  private boolean settleTogether(List<Commit> commits, int most) {
    Commit newest = commits.get(commits.size() - 1);
    List<Row> range = rows.range(partition, from(newest.seq()), to(commits.get(0).seq()), most + 1);
    if (range.size() > most) {
      return false;
    }
    for (Commit commit : commits) {
      List<Row> own =
          range.stream()
              .filter(
                  row ->
                      row.key().compareTo(from(commit.seq())) >= 0
                          && row.key().compareTo(to(commit.seq())) < 0)
              .toList();
      settle(commit, own.iterator());
    }
    return true;
  }

  /** Ranges that leave no key between two commits. */
  private static String from(long seq) {
    return Row.behind(Keys.transitions(seq + 1));
  }

  private static String to(long seq) {
    return Row.behind(Keys.transitions(seq));
  }

  private void settle(Commit commit, Iterator<Row> found) {
    boolean startsFromCheckpoint = last == null && commit.seq() > 1;
    TransitionWalk walk = new TransitionWalk(place, commit, startsFromCheckpoint ? null : standing);
    while (found.hasNext()) {
      Row row = found.next();
      if (!walk.accept(row)) {
        Surplus.stray(row, commit.seq(), head);
        unswept++;
      }
    }
    walk.end();
    transitions += commit.rows();
    checkpoint(commit, startsFromCheckpoint);
    place.expect(
        Keys.commit(commit.seq()), "counts", commit.counts(), Counts.of(standing.states()));
    if (commit.gone() && !standing.equals(Standing.empty())) {
      throw place.damaged(Keys.commit(commit.seq()), "gone, with states", "none");
    }
    last = commit;
  }

  private void checkpoint(Commit commit, boolean startsHere) {
    if (commit.checkpoint().isEmpty()) {
      return;
    }
    Standing kept = Checkpoint.read(checkpoints, commit.checkpoint());
    if (startsHere) {
      standing = kept;
    } else if (!kept.equals(standing)) {
      throw Place.CHECKPOINTS.damaged(
          Checkpoint.name(commit.checkpoint()),
          "is another state",
          "that of commit " + commit.seq() + " replayed");
    }
  }

  private void headIsNewest() {
    mark("noticedSeq", head.noticedSeq());
    mark("plannedSeq", head.plannedSeq());
    Commit newest = last;
    if (newest == null) {
      place.expect(Keys.HEAD, "seq", head.seq(), 0L);
      return;
    }
    place.expect(Keys.HEAD, "hash", head.hash(), newest.hash());
    place.expect(Keys.HEAD, "recordedAt", head.recordedAt(), newest.recordedAt());
    place.expect(Keys.HEAD, "checkpointSeq", head.checkpointSeq(), newest.checkpointSeq());
    place.expect(Keys.HEAD, "cutBefore", head.cutBefore(), newest.cutBefore());
  }

  /** One that is ahead of the chain would keep what comes from being told. */
  private void mark(String name, long seq) {
    if (seq < 0 || seq > head.seq()) {
      throw place.damaged(Keys.HEAD, name + " is " + seq, name + " of 0 to " + head.seq());
    }
  }
}
