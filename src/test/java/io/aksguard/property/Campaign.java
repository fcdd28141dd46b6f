package io.aksguard.property;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
    runBeside(List.of(each));
  }

  /**
   * @param each safe for several threads
   */
  public void runOnAllProcessors(Case each) throws Exception {
    runBeside(Collections.nCopies(Runtime.getRuntime().availableProcessors(), each));
  }

  /**
   * Runs the cases on as many threads as there are lanes, each of which has its own means and takes
   * the next seed that is left. A lane that fails ends, and the others with it.
   */
  public void runBeside(List<? extends Case> lanes) throws Exception {
    System.out.printf("%s: seed %d, %d cases%n", name, seed, cases);
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
    try {
      List<Callable<@Nullable Void>> all = new ArrayList<>();
      lanes.forEach(lane -> all.add(() -> drain(lane, next)));
      for (Future<@Nullable Void> each : threads.invokeAll(all)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof AssertionError failed
          ? failed
          : new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private @Nullable Void drain(Case lane, AtomicInteger next) {
    for (int i = next.getAndIncrement(); i < cases; i = next.getAndIncrement()) {
      try {
        lane.run(random(seed + i), seed + i);
      } catch (AssertionError | Exception e) {
        next.set(cases);
        throw new AssertionError(
            "%s: repeat with -Daksguard.seed=%d -Daksguard.cases=1".formatted(name, seed + i), e);
      }
    }
    return null;
  }
}
