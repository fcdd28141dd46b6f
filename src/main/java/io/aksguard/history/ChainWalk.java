package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
  private final Head head;
  private Map<FindingKey, State> states = new TreeMap<>();
  private @Nullable Commit last;
  private @Nullable Commit cut;
  private long transitions;
  private long unswept;
  private long leftByCut;

  private ChainWalk(Rows rows, Blobs checkpoints, Head head) {
    this.rows = rows;
    this.checkpoints = checkpoints;
    this.partition = head.cluster().value();
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
        throw damaged(partition, Keys.HEAD, "is missing", "the head of " + any.get(0).key());
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
    nothingBeside();
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
        throw damaged(partition, key, "is missing", "commit " + seq);
      }
      try {
        commits.add(commit(row, seq, commits.isEmpty() ? last : commits.get(commits.size() - 1)));
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
              throw damaged(partition, key, "is no key of the ledger", "no such row");
            });
  }

  private Commit commit(Row row, long seq, @Nullable Commit before) {
    String hash = Canonical.hash(row.properties());
    expect(row.key(), "hash", row.text(Canonical.HASH).orElse("absent"), hash);
    Commit commit;
    try {
      commit = CommitRow.commit(row);
    } catch (IllegalStateException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException
        | ClassCastException
        | UncheckedIOException e) {
      throw damaged(partition, row.key(), String.valueOf(e.getMessage()), "a commit");
    }
    expect(row.key(), "seq", commit.seq(), seq);
    expect(row.key(), "cluster's key", ClusterKey.of(commit.id()), head.cluster());
    boolean kept = !commit.checkpoint().isEmpty();
    if (before == null) {
      if (seq == 1) {
        expect(row.key(), "previous", commit.previous(), "");
      } else if (!kept) {
        throw damaged(partition, row.key(), "has no checkpoint", "one, where a cut ends");
      }
      return commit;
    }
    expect(row.key(), "previous", commit.previous(), before.hash());
    expect(
        row.key(),
        "recordedAt",
        commit.recordedAt().isBefore(before.recordedAt()) ? commit.recordedAt() : "in order",
        "in order");
    expect(row.key(), "checkpointSeq", commit.checkpointSeq(), kept ? seq : before.checkpointSeq());
    expect(
        row.key(),
        "sinceCheckpoint",
        commit.sinceCheckpoint(),
        kept ? 0 : before.sinceCheckpoint() + commit.transitions());
    boolean cutGoesBack =
        commit.cutBefore() < before.cutBefore() || commit.cutBefore() > Math.max(1, seq - 1);
    expect(
        row.key(),
        "cutBefore",
        cutGoesBack ? commit.cutBefore() : before.cutBefore(),
        before.cutBefore());
    if (commit.cutBefore() > before.cutBefore()) {
      cut = commit;
    }
    return commit;
  }

  /** Verifies the transitions of these commits, and applies them. */
  private void settle(List<Commit> commits) {
    if (commits.isEmpty()) {
      return;
    }
    long expected = commits.stream().mapToLong(Commit::transitions).sum();
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
    TransitionWalk walk =
        new TransitionWalk(partition, commit, startsFromCheckpoint ? null : states);
    while (found.hasNext()) {
      Row row = found.next();
      if (!walk.accept(row)) {
        stray(row, commit.seq());
      }
    }
    walk.end();
    transitions += commit.transitions();
    checkpoint(commit, startsFromCheckpoint);
    expect(Keys.commit(commit.seq()), "counts", commit.counts(), Counts.of(states));
    if (commit.gone() && !states.isEmpty()) {
      throw damaged(partition, Keys.commit(commit.seq()), "gone, with states", "none");
    }
    last = commit;
  }

  private void stray(Row row, long seq) {
    if (Keys.seqOfTransition(row.key()) != seq) {
      throw damaged(partition, row.key(), "is no key of the ledger", "no such row");
    }
    if (seq <= head.noticedSeq()) {
      throw damaged(partition, row.key(), "belongs to no commit", "no such row");
    }
    unswept++;
  }

  private void checkpoint(Commit commit, boolean startsHere) {
    if (commit.checkpoint().isEmpty()) {
      return;
    }
    String name = Checkpoint.name(commit.checkpoint());
    byte[] body =
        checkpoints
            .get(name)
            .orElseThrow(
                () -> damaged("checkpoints", name, "is missing", "the state of " + partition));
    Map<FindingKey, State> kept;
    try {
      kept = Checkpoint.states(commit.checkpoint(), body);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw damaged(
          "checkpoints", name, String.valueOf(e.getMessage()), "digest " + commit.checkpoint());
    }
    if (startsHere) {
      states = kept;
    } else if (!kept.equals(states)) {
      throw damaged(
          "checkpoints", name, "is another state", "that of commit " + commit.seq() + " replayed");
    }
  }

  private void headIsNewest() {
    Commit newest = last;
    if (newest == null) {
      expect(Keys.HEAD, "seq", head.seq(), 0L);
      return;
    }
    expect(Keys.HEAD, "hash", head.hash(), newest.hash());
    expect(Keys.HEAD, "recordedAt", head.recordedAt(), newest.recordedAt());
    expect(Keys.HEAD, "checkpointSeq", head.checkpointSeq(), newest.checkpointSeq());
    expect(Keys.HEAD, "cutBefore", head.cutBefore(), newest.cutBefore());
  }

  /** The keys around those of the chain. */
  private void nothingBeside() {
    long next = head.seq() + 1;
    nothing(Keys.FIRST, Keys.commit(head.seq()), "stands beyond the head");
    cut(Row.after(Keys.commit(head.cutBefore())), Row.behind(Keys.COMMITS));
    nothing(Row.behind(Keys.COMMITS), Keys.HEAD, "is no key of the ledger");
    nothing(Row.after(Keys.HEAD), Keys.transitions(next), "stands beyond the head");
    Scan scan = new Scan(rows, partition, Keys.transitions(next), from(head.seq()));
    while (scan.hasNext()) {
      stray(scan.next(), next);
    }
    cut(to(head.cutBefore()), Row.behind(Keys.TRANSITIONS));
    nothing(Row.behind(Keys.TRANSITIONS), Keys.LAST, "is no key of the ledger");
  }

  private void nothing(String from, String to, String wrong) {
    rows.range(partition, from, to, 1).stream()
        .findFirst()
        .ifPresent(
            row -> {
              throw damaged(partition, row.key(), wrong, "no such row");
            });
  }

  private void cut(String from, String to) {
    if (head.cutBefore() == 1) {
      nothing(from, to, "stands before the first commit");
      return;
    }
    Scan scan = new Scan(rows, partition, from, to);
    while (scan.hasNext()) {
      scan.next();
    }
    leftByCut += scan.read();
  }

  private void expect(String key, String what, Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw damaged(partition, key, what + " is " + actual, what + " " + expected);
    }
  }

  private static DamagedException damaged(
      String partition, String key, String wrong, String expected) {
    return new DamagedException(new Problem(partition, key, wrong, expected));
  }
}
