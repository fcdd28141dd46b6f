package io.aksguard.lab;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is to happen when. Its callers have the clock's lock. */
final class Diary {
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::number));
  private int owed;
  private long count;

  /**
   * One task.
   *
   * @param number tells in which order those of one time were written down
   * @param isOwed whether it is a reason to jump
   */
  record Entry(Instant at, long number, String what, boolean isOwed, Runnable task) {}

  Entry add(Instant at, String what, boolean isOwed, Runnable task) {
    Entry entry = new Entry(at, count++, what, isOwed, task);
    entries.add(entry);
    owed += isOwed ? 1 : 0;
    return entry;
  }

  /** Nothing happens where it was taken already. */
  void remove(Entry entry) {
    if (entries.remove(entry)) {
      owed -= entry.isOwed() ? 1 : 0;
    }
  }

  /** The first one whose time has come, which is not in here any more. */
  Optional<Entry> takeDue(Instant now) {
    Optional<Entry> due = Optional.ofNullable(entries.peek()).filter(e -> !e.at().isAfter(now));
    due.ifPresent(this::remove);
    return due;
  }

  Optional<Instant> next() {
    return Optional.ofNullable(entries.peek()).map(Entry::at);
  }

  boolean isOwed() {
    return owed > 0;
  }

  /** The next five, for whoever wonders why it is not quiet. */
  List<String> preview() {
    return entries.stream()
        .sorted(entries.comparator())
        .limit(5)
        .map(entry -> entry.at() + " " + entry.what())
        .toList();
  }
}
