package io.aksguard.history;

import io.aksguard.finding.Transition;
import io.aksguard.intent.Move;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Limits;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one commit: the rows of its transitions in batches, the last of them together with the
 * commit and the head. Each batch replaces the head by its ETag, with itself where the commit is
 * not there yet: so no row can appear under a number that is already taken.
 */
final class Writing {
  /** Leaves room for the commit and the head. */
  private static final int MOST_ROWS = Rows.MOST_WRITES - 2;

  /** Leaves room for a commit with its sections, and a head. */
  private static final int MOST_BYTES = Rows.MOST_BATCH_BYTES - (256 << 10);

  private static final int MOST_TOUCHES = 20;

  private final Rows rows;
  private final String partition;
  private boolean leftRows;

  Writing(Rows rows, String partition) {
    this.rows = rows;
    this.partition = partition;
  }

  /** The rows' properties, in order; and the digest over them. */
  record Body(List<Map<String, Object>> rows, String digest) {
    static Body of(long seq, List<Transition> transitions, List<Move> moves) {
      if (transitions.size() + moves.size() > Keys.MOST_TRANSITIONS) {
        throw new IllegalArgumentException(transitions.size() + " transitions in one commit");
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      Canonical.Transitions digest = new Canonical.Transitions();
      for (int i = 0; i < transitions.size(); i++) {
        rows.add(TransitionRow.properties(seq, i, transitions.get(i)));
      }
      for (Move move : moves) {
        rows.add(MoveRow.properties(seq, rows.size(), move));
      }
      rows.forEach(digest::add);
      return new Body(rows, digest.end());
    }
  }

  /**
   * All or nothing that anybody can see.
   *
   * @param head as it was read, to be replaced
   * @throws ConflictException when the head is another one; where {@link #mayHaveLeftRows}, {@link
   *     Sweep} takes them away
   */
  void write(Row head, Body body, Commit commit, Head next) throws ConflictException {
    List<List<Write>> batches = batches(body, commit);
    Row guard = head;
    for (List<Write> batch : batches.subList(0, batches.size() - 1)) {
      leftRows = true;
      guard = again(replacing(guard, head.properties(), batch));
    }
    List<Write> last = new ArrayList<>(batches.get(batches.size() - 1));
    last.add(new Write.Insert(Keys.commit(commit.seq()), CommitRow.properties(commit)));
    replacing(guard, HeadRow.properties(next), last);
  }

  /** Whether rows were written that no commit names. */
  boolean mayHaveLeftRows() {
    return leftRows;
  }

  /** Writes a batch while the head says the same, and gives the head as it was before. */
  private Row replacing(Row head, Map<String, Object> by, List<Write> batch)
      throws ConflictException {
    Row guard = head;
    for (int i = 0; ; i++) {
      List<Write> guarded = new ArrayList<>(batch);
      guarded.add(new Write.Replace(Keys.HEAD, by, guard.etag()));
      try {
        rows.commit(partition, guarded);
        return guard;
      } catch (ConflictException touched) {
        // Another writer's batches replace the head by itself: that decides nothing yet.
        if (i == MOST_TOUCHES) {
          throw touched;
        }
        guard = again(guard);
      }
    }
  }

  private Row again(Row head) throws ConflictException {
    Optional<Row> now = rows.get(partition, Keys.HEAD);
    if (now.isEmpty() || !now.get().properties().equals(head.properties())) {
      throw new ConflictException(-1, "the head is another one");
    }
    return now.get();
  }

  /** Cut by number and size; the last one may be empty. The same rows in each attempt. */
  private static List<List<Write>> batches(Body body, Commit commit) {
    List<List<Write>> batches = new ArrayList<>();
    List<Write> batch = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < body.rows().size(); i++) {
      String key = Keys.transition(commit.seq(), commit.writer(), i);
      Write row = new Write.Put(key, body.rows().get(i));
      long size = Limits.bytes(row);
      if (batch.size() == MOST_ROWS || bytes + size > MOST_BYTES) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(row);
      bytes += size;
    }
    batches.add(batch);
    return batches;
  }
}
