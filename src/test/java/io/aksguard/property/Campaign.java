package io.aksguard.property;

import java.util.Random;

/**
 * A number of random cases, each with a seed of its own: the first case has the seed that is
 * printed, the next one the number after it. {@code -Daksguard.seed=N -Daksguard.cases=1} repeats
 * one of them.
 */
public final class Campaign {

  /** One case. */
  public interface Case {
    void run(Random random, long seed) throws Exception;
  }

  private final String name;
  private final long seed;
  private final int cases;

  /**
   * @param cases how many, where the command line does not say
   */
  public Campaign(String name, int cases) {
    this.name = name;
    this.seed = Long.getLong("aksguard.seed", 1);
    this.cases = Integer.getInteger("aksguard.cases", cases);
  }

  /** Neighbouring seeds of {@link Random} begin alike; these do not. */
  private static Random random(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L);
  }

  public void run(Case each) throws Exception {
    System.out.printf("%s: seed %d, %d cases%n", name, seed, cases);
    for (int i = 0; i < cases; i++) {
      try {
        each.run(random(seed + i), seed + i);
      } catch (AssertionError | Exception e) {
        throw new AssertionError(
            "%s: repeat with -Daksguard.seed=%d -Daksguard.cases=1".formatted(name, seed + i), e);
      }
    }
  }
}
