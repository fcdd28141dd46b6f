package io.aksguard.history;

import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A range of rows, read page by page, so that any number of them fits into memory. */
final class Scan implements Iterator<Row> {
  /** What Table Storage answers at most at once. */
  private static final int PAGE = 1_000;

  private final Rows rows;
  private final String partition;
  private final String to;
  private String from;
  private List<Row> page = List.of();
  private int next;
  private boolean last;
  private int read;

  Scan(Rows rows, String partition, String from, String to) {
    this.rows = rows;
    this.partition = partition;
    this.from = from;
    this.to = to;
  }

  @Override
  public boolean hasNext() {
    if (next < page.size()) {
      return true;
    }
    if (last) {
      return false;
    }
    page = rows.range(partition, from, to, PAGE);
    next = 0;
    read += page.size();
    last = page.size() < PAGE;
    if (!page.isEmpty()) {
      from = Row.after(page.get(page.size() - 1).key());
    }
    return !page.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.get(next++);
  }

  /** Rows read so far. */
  int read() {
    return read;
  }
}
