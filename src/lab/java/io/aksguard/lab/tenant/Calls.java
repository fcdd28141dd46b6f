package io.aksguard.lab.tenant;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest calls, and of a few of them what they have written. */
final class Calls {
  private static final int MOST = 200_000;

  /** Bodies are long. */
  private static final int MOST_BODIES = 1_000;

  private final Deque<Call> calls = new ArrayDeque<>();
  private final Deque<Received> writes = new ArrayDeque<>();

  synchronized void add(Call call) {
    add(calls, call, MOST);
  }

  synchronized void add(Received write) {
    add(writes, write, MOST_BODIES);
  }

  private static <T> void add(Deque<T> all, T newest, int most) {
    all.addLast(newest);
    if (all.size() > most) {
      all.removeFirst();
    }
  }

  synchronized List<Received> writes() {
    return List.copyOf(writes);
  }

  synchronized List<Call> all() {
    return List.copyOf(calls);
  }
}
