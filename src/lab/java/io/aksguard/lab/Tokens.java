package io.aksguard.lab;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who is at work, and who holds the clock. Its callers have the clock's lock. */
final class Tokens {
  private final Set<Token> works = new LinkedHashSet<>();
  private final Set<Token> holds = new LinkedHashSet<>();
  private long ended;

  /** One of them; each is another, whatever it says. */
  static final class Token {
    private final String what;
    private final Thread taker = Thread.currentThread();

    Token(String what) {
      this.what = what;
    }
  }

  void work(Token token) {
    works.add(token);
  }

  void hold(Token token) {
    holds.add(token);
  }

  /** Twice is harmless. */
  void end(Token token) {
    if (works.remove(token) || holds.remove(token)) {
      ended++;
    }
  }

  boolean areAtWork() {
    return !works.isEmpty();
  }

  boolean areHolding() {
    return !holds.isEmpty();
  }

  boolean isHeldByCaller() {
    return holds.stream().anyMatch(hold -> hold.taker == Thread.currentThread());
  }

  /** How many have come to their end so far. */
  long ended() {
    return ended;
  }

  List<String> works() {
    return works.stream().map(work -> work.what).toList();
  }

  int holds() {
    return holds.size();
  }
}
