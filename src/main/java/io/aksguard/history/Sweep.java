package io.aksguard.history;

import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes rows of transitions whose writer has lost the race for a commit. Only under numbers that
 * are taken: a row under the next number may belong to a writer that is about to commit.
 */
final class Sweep {
  private final Rows rows;
  private final String partition;

  Sweep(Rows rows, String partition) {
    this.rows = rows;
    this.partition = partition;
  }

  /**
   * Deletes what other writers have left under a commit's number.
   *
   * @return how many rows
   */
  int around(Commit commit) {
    String all = Keys.transitions(commit.seq());
    String own = Keys.transitions(commit.seq(), commit.writer());
    return range(all, own) + range(Row.behind(own), Row.behind(all));
  }

  /** Deletes a range, whoever else does so at the same time. */
  int range(String from, String to) {
    int deleted = 0;
    List<Row> page = rows.range(partition, from, to, Rows.MOST_WRITES);
    while (!page.isEmpty()) {
      List<Write> batch = new ArrayList<>();
      page.forEach(row -> batch.add(new Write.Delete(row.key(), null)));
      try {
        rows.commit(partition, batch);
        deleted += batch.size();
      } catch (ConflictException goneAlready) {
        // somebody else sweeps as well; the next page shows what is left
      }
      page = rows.range(partition, from, to, Rows.MOST_WRITES);
    }
    return deleted;
  }
}
