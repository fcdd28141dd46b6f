package io.aksguard.lab.tenant;

import java.util.Random;
import java.util.UUID;

/**
 * The chances that one cluster is made with: a good one has nearly everything right, a bad one
 * little, a mixed one some.
 */
final class Traits {
  private final Random random;
  private final double right;

  /**
   * @param right how often a setting is as controls want it, from 0 to 1
   */
  private Traits(Random random, double right) {
    this.random = random;
    this.right = right;
  }

  static Traits of(long seed, int number) {
    Random random = new Random(seed * 1_000_003 + number);
    double[] kinds = {0.97, 0.2, 0.6, 0.85};
    return new Traits(random, kinds[random.nextInt(kinds.length)]);
  }

  /** Whether a setting is as it should be. */
  boolean right() {
    return random.nextDouble() < right;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  String guid() {
    return new UUID(
            (random.nextLong() & ~0xF000L) | 0x4000L,
            (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
        .toString();
  }
}
