package io.aksguard.lab.tenant;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest calls. */
final class Calls {
  private static final int MOST = 200_000;

  private final Deque<Call> calls = new ArrayDeque<>();

  synchronized void add(Call call) {
    calls.addLast(call);
    if (calls.size() > MOST) {
      calls.removeFirst();
    }
  }

  synchronized List<Call> all() {
    return List.copyOf(calls);
  }
}
