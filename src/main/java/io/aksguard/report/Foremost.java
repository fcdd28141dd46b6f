package io.aksguard.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the foremost of the texts it is offered: the lowest ranks, of one rank the earliest. */
final class Foremost {
  private static final Comparator<Entry> ORDER =
      Comparator.comparingInt(Entry::rank).thenComparingLong(Entry::at);

  private record Entry(int rank, long at, String text) {}

  private final int most;
  private final PriorityQueue<Entry> kept = new PriorityQueue<>(Collections.reverseOrder(ORDER));
  private long offered;

  Foremost(int most) {
    this.most = most;
  }

  /** Counts one more; whether it belongs to those to keep, so that {@link #keep} is due. */
  boolean offer(int rank) {
    offered++;
    Entry last = kept.peek();
    return kept.size() < most || (last != null && rank < last.rank());
  }

  void keep(int rank, String text) {
    kept.add(new Entry(rank, offered, text));
    if (kept.size() > most) {
      kept.remove();
    }
  }

  /** How many were offered and are not kept. */
  long leftOut() {
    return offered - kept.size();
  }

  List<String> inOrder() {
    List<Entry> all = new ArrayList<>(kept);
    all.sort(ORDER);
    return all.stream().map(Entry::text).toList();
  }
}
