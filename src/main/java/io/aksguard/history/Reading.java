package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.finding.Transition;
import io.aksguard.intent.Move;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads one cluster's part of the ledger, checks what it reads, and counts the rows. */
final class Reading {
  private final Rows rows;
  private final Blobs checkpoints;
  private final String partition;
  private final Place place;
  private int rowsRead;

  Reading(Rows rows, Blobs checkpoints, ClusterKey cluster) {
    this.rows = rows;
    this.checkpoints = checkpoints;
    this.partition = cluster.value();
    this.place = new Place(partition);
  }

  /** The row of the head, also of one that stands before the first commit. */
  Optional<Row> head() {
    Optional<Row> row = rows.get(partition, Keys.HEAD);
    rowsRead += row.isPresent() ? 1 : 0;
    return row;
  }

  /**
   * What is known by a head.
   *
   * @param row as {@link #head()} has read it
   */
  Known known(Optional<Row> row) {
    Optional<Head> head = HeadRow.begun(row);
    if (head.isEmpty()) {
      return new Known(head, Optional.empty(), Map.of(), Map.of());
    }
    Commit newest = newest(head.get());
    Standing standing = standing(newest);
    return new Known(
        head,
        Optional.of(newest),
        Collections.unmodifiableMap(standing.states()),
        Collections.unmodifiableMap(standing.intents()));
  }

  /** What was known at an instant, that is: recorded by then. */
  AsOf asOf(Instant at) {
    Optional<Head> head = head().map(HeadRow::head);
    Optional<Commit> found = head.flatMap(each -> newest(each, at));
    Standing standing = found.map(this::standing).orElseGet(Standing::empty);
    return new AsOf(
        found,
        Collections.unmodifiableMap(standing.states()),
        Collections.unmodifiableMap(standing.intents()),
        found.isEmpty() && head.map(Head::cutBefore).orElse(1L) > 1,
        rowsRead);
  }

  /** The newest commit that was recorded by then, or empty where there was none or it was cut. */
  Optional<Commit> newest(Head head, Instant at) {
    long low = head.cutBefore() - 1;
    long high = head.seq();
    Optional<Commit> found = Optional.empty();
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      Commit commit = need(middle);
      if (commit.recordedAt().isAfter(at)) {
        high = middle - 1;
      } else {
        low = middle;
        found = Optional.of(commit);
      }
    }
    return found;
  }

  Optional<Commit> commit(long seq) {
    Optional<Row> row = rows.get(partition, Keys.commit(seq));
    rowsRead += row.isPresent() ? 1 : 0;
    return row.map(Reading::checked);
  }

  /**
   * The commit that must be there.
   *
   * @throws DamagedException where it is not
   */
  Commit need(long seq) {
    return commit(seq).orElseThrow(() -> missing(seq));
  }

  /**
   * The commit that the head names.
   *
   * @throws DamagedException where it is another one
   */
  Commit newest(Head head) {
    Commit newest = need(head.seq());
    if (!newest.hash().equals(head.hash())) {
      throw place.damaged(Keys.HEAD, "hash is " + head.hash(), "hash " + newest.hash());
    }
    return newest;
  }

  /** The commits from one to another, both included, in ascending order. */
  List<Commit> commits(long from, long to) {
    List<Commit> commits = new ArrayList<>();
    if (from > to) {
      return commits;
    }
    Scan scan = new Scan(rows, partition, Keys.commit(to), Row.after(Keys.commit(from)));
    while (scan.hasNext()) {
      commits.add(checked(scan.next()));
    }
    rowsRead += scan.read();
    Collections.reverse(commits);
    for (int i = 0; i < commits.size(); i++) {
      if (commits.get(i).seq() != from + i) {
        throw missing(from + i);
      }
    }
    if (commits.size() != to - from + 1) {
      throw missing(from + commits.size());
    }
    return commits;
  }

  /** How things stand after a commit: as its checkpoint says, and all rows since. */
  Standing standing(Commit commit) {
    long base = commit.checkpointSeq();
    List<Commit> later =
        base == commit.seq() ? List.of() : plus(commits(base + 1, commit.seq() - 1), commit);
    Standing standing =
        base == 0
            ? Standing.empty()
            : Checkpoint.read(checkpoints, (later.isEmpty() ? commit : need(base)).checkpoint());
    Map<Long, List<Row>> bySeq = transitionRows(later);
    for (Commit each : later) {
      List<Row> own = checked(each, bySeq.getOrDefault(each.seq(), List.of()));
      transitions(each, own).forEach(standing::apply);
      moves(each, own).forEach(standing::apply);
    }
    return standing;
  }

  private static List<Commit> plus(List<Commit> commits, Commit last) {
    List<Commit> all = new ArrayList<>(commits);
    all.add(last);
    return all;
  }

  /** The rows of these commits' own writers, in one range. */
  private Map<Long, List<Row>> transitionRows(List<Commit> commits) {
    Map<Long, List<Row>> bySeq = new TreeMap<>();
    if (commits.isEmpty()) {
      return bySeq;
    }
    Map<Long, String> prefixes = new TreeMap<>();
    commits.forEach(
        commit -> prefixes.put(commit.seq(), Keys.transitions(commit.seq(), commit.writer())));
    Scan scan =
        new Scan(
            rows,
            partition,
            Keys.transitions(commits.get(commits.size() - 1).seq()),
            Row.behind(Keys.transitions(commits.get(0).seq())));
    while (scan.hasNext()) {
      Row row = scan.next();
      long seq = Keys.seqOfTransition(row.key());
      String prefix = prefixes.get(seq);
      if (prefix != null && row.key().startsWith(prefix)) {
        bySeq.computeIfAbsent(seq, any -> new ArrayList<>()).add(row);
      }
    }
    rowsRead += scan.read();
    return bySeq;
  }

  /** The transitions of one commit. */
  List<Transition> transitions(Commit commit) {
    return transitions(commit, own(commit));
  }

  /** The moves of intents of one commit. */
  List<Move> moves(Commit commit) {
    return commit.moves() == 0 ? List.of() : moves(commit, own(commit));
  }

  private List<Row> own(Commit commit) {
    return checked(commit, transitionRows(List.of(commit)).getOrDefault(commit.seq(), List.of()));
  }

  private List<Row> checked(Commit commit, List<Row> own) {
    Canonical.Transitions digest = new Canonical.Transitions();
    own.forEach(digest::add);
    String actual = digest.end();
    String key = Keys.transitions(commit.seq());
    if (!actual.equals(commit.digest())) {
      throw place.damaged(
          key,
          own.size() + " transitions with the digest " + actual,
          commit.rows() + " with the digest " + commit.digest());
    }
    return own;
  }

  private List<Transition> transitions(Commit commit, List<Row> own) {
    return read(
        commit, own.subList(0, commit.transitions()), TransitionRow::transition, "transitions");
  }

  private List<Move> moves(Commit commit, List<Row> own) {
    return read(commit, own.subList(commit.transitions(), own.size()), MoveRow::move, "moves");
  }

  private <T> List<T> read(Commit commit, List<Row> rows, Function<Row, T> read, String what) {
    try {
      return rows.stream().map(read).toList();
    } catch (IllegalStateException
        | IllegalArgumentException
        | DateTimeException
        | UncheckedIOException e) {
      throw place.damaged(Keys.transitions(commit.seq()), String.valueOf(e.getMessage()), what);
    }
  }

  private static Commit checked(Row row) {
    String hash = Canonical.hash(row.properties());
    if (!row.text(Canonical.HASH).equals(Optional.of(hash))) {
      throw new Place(row.partition())
          .damaged(
              row.key(), "hash is " + row.text(Canonical.HASH).orElse("absent"), "hash " + hash);
    }
    return CommitRow.commit(row);
  }

  private DamagedException missing(long seq) {
    return place.damaged(Keys.commit(seq), "is missing", "commit " + seq);
  }
}
