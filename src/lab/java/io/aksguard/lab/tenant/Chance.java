package io.aksguard.lab.tenant;

import java.util.Random;
import java.util.UUID;

/** Seeded chance, shared by threads. */
final class Chance {
  private final Random random;

  Chance(long seed) {
    this.random = new Random(seed);
  }

  /** Another course of chance, for a tenant that starts again: ids must not come twice. */
  synchronized void continued(long start) {
    random.setSeed(random.nextLong() + start);
  }

  synchronized String guid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  synchronized boolean happens(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  synchronized int below(int bound) {
    return random.nextInt(bound);
  }

  synchronized long between(long from, long to) {
    return to <= from ? from : from + (long) (random.nextDouble() * (to - from));
  }

  /** The same answer for the same text and seed, in whatever order it is asked. */
  static boolean holds(double share, long seed, String text) {
    return share > 0 && new Random(seed * 31 + text.hashCode()).nextDouble() < share;
  }
}
