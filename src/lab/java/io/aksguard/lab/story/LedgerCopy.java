package io.aksguard.lab.story;

import io.aksguard.storage.Blobs;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import io.aksguard.storage.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that a verification looks at, copied row by row, so that somebody may tamper with it. */
final class LedgerCopy {
  private static final String CLUSTERS = "clusters";
  private static final String FIRST = "!";
  private static final String LAST = "~";
  private static final int PAGE = 50;

  private LedgerCopy() {}

  /** Copies clusters, chains, checkpoints and anchors. */
  static void of(Store from, Store to) throws ConflictException {
    rows(from.index(), to.index(), CLUSTERS);
    for (Row listed : from.index().range(CLUSTERS, FIRST, LAST, Integer.MAX_VALUE)) {
      rows(from.ledger(), to.ledger(), listed.key());
    }
    blobs(from.checkpoints(), to.checkpoints());
    blobs(from.anchors(), to.anchors());
  }

  private static void rows(Rows from, Rows to, String partition) throws ConflictException {
    List<Row> page = from.range(partition, FIRST, LAST, PAGE);
    while (!page.isEmpty()) {
      List<Write> batch =
          page.stream().<Write>map(row -> new Write.Put(row.key(), row.properties())).toList();
      to.commit(partition, batch);
      page = from.range(partition, Row.after(page.get(page.size() - 1).key()), LAST, PAGE);
    }
  }

  private static void blobs(Blobs from, Blobs to) {
    for (String name : from.list("")) {
      from.get(name).ifPresent(body -> to.putIfAbsent(name, body));
    }
  }

  /**
   * Turns the first recorded failure of a cluster into a pass, as somebody would who wants to hide
   * it.
   *
   * @return the row's key
   */
  static String hideFailure(Store store, String partition, String control)
      throws ConflictException {
    for (Row row : store.ledger().range(partition, "t|", "t|~", Integer.MAX_VALUE)) {
      if (row.text("control").filter(control::equals).isPresent()
          && row.text("toStatus").filter("fail"::equals).isPresent()) {
        Map<String, Object> edited = new HashMap<>(row.properties());
        edited.put("toStatus", "pass");
        store.ledger().commit(partition, List.of(new Write.Put(row.key(), edited)));
        return row.key();
      }
    }
    throw new IllegalStateException(control + " never failed in " + partition);
  }
}
