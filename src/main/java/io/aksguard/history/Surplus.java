package io.aksguard.history;

import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;

/** Verifies that nothing stands around a chain but what writers and cuts may leave there. */
final class Surplus {
  private final Rows rows;
  private final Head head;
  private final Place place;
  private long unswept;
  private long leftByCut;

  Surplus(Rows rows, Head head) {
    this.rows = rows;
    this.head = head;
    this.place = new Place(head.cluster().value());
  }

  /** Rows below the cut that the next cut takes away, once all was checked. */
  long leftByCut() {
    return leftByCut;
  }

  /**
   * Looks at the keys before, behind and between those of the chain.
   *
   * @return rows of writers that have lost a race, or may yet win it
   * @throws DamagedException naming a row that nobody may have left
   */
  long check() {
    long next = head.seq() + 1;
    nothing(Keys.FIRST, Keys.commit(head.seq()), "stands beyond the head");
    cut(Row.after(Keys.commit(head.cutBefore())), Row.behind(Keys.COMMITS));
    nothing(Row.behind(Keys.COMMITS), Keys.HEAD, "is no key of the ledger");
    nothing(Row.after(Keys.HEAD), Keys.transitions(next), "stands beyond the head");
    Scan scan =
        new Scan(rows, place.name(), Keys.transitions(next), Row.behind(Keys.transitions(next)));
    while (scan.hasNext()) {
      stray(scan.next(), next, head);
      unswept++;
    }
    cut(Row.behind(Keys.transitions(head.cutBefore())), Row.behind(Keys.TRANSITIONS));
    nothing(Row.behind(Keys.TRANSITIONS), Keys.LAST, "is no key of the ledger");
    return unswept;
  }

  /**
   * @throws DamagedException unless the row is one that a writer may have left under this number
   */
  static void stray(Row row, long seq, Head head) {
    Place place = new Place(head.cluster().value());
    if (Keys.seqOfTransition(row.key()) != seq) {
      throw place.damaged(row.key(), "is no key of the ledger", "no such row");
    }
    if (seq <= head.noticedSeq()) {
      throw place.damaged(row.key(), "belongs to no commit", "no such row");
    }
  }

  private void nothing(String from, String to, String wrong) {
    rows.range(place.name(), from, to, 1).stream()
        .findFirst()
        .ifPresent(
            row -> {
              throw place.damaged(row.key(), wrong, "no such row");
            });
  }

  private void cut(String from, String to) {
    if (head.cutBefore() == 1) {
      nothing(from, to, "stands before the first commit");
      return;
    }
    Scan scan = new Scan(rows, place.name(), from, to);
    while (scan.hasNext()) {
      scan.next();
    }
    leftByCut += scan.read();
  }
}
