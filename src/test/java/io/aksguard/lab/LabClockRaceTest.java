package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The clock under many threads: no time passes while anything is under way. */
class LabClockRaceTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final LabClock clock = LabClock.jumpingFrom(START);
  private final List<String> done = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    clock.close();
  }

  /**
   * Chains of work that hand on to threads and to the clock, thousands of times: none ever sees
   * time move while it is at work, and each step waits exactly as long as it has asked.
   */
  @Test
  void quiescence_hasNoRace() throws Exception {
    long seed = new Random().nextLong();
    AtomicReference<String> broken = new AtomicReference<>();
    AtomicInteger steps = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (LabClock.Hold hold = clock.hold()) {
      for (int i = 0; i < 16; i++) {
        Random random = new Random(seed + i);
        clock.at(START, "chain", () -> step(threads, random, 300, steps, broken));
      }
    }
    clock.runUntilQuiet();
    threads.shutdown();

    assertThat(broken.get()).as("seed %d", seed).isNull();
    assertThat(steps).as("seed %d", seed).hasValue(16 * 300);
  }

  private void step(
      ExecutorService threads,
      Random random,
      int left,
      AtomicInteger steps,
      AtomicReference<String> broken) {
    if (left == 0) {
      return;
    }
    steps.incrementAndGet();
    Instant before = clock.instant();
    boolean toAThread = random.nextBoolean();
    long wait = random.nextInt(4);
    if (toAThread) {
      LabClock.Work work = clock.busy("handed on");
      threads.execute(
          () -> {
            try (work) {
              if (!clock.instant().equals(before)) {
                broken.set("time has moved from " + before + " to " + clock.instant());
              }
              step(threads, random, left - 1, steps, broken);
            }
          });
    } else {
      Instant due = before.plusSeconds(wait);
      clock.at(
          due,
          "step",
          () -> {
            if (!clock.instant().equals(due)) {
              broken.set("due at " + due + ", run at " + clock.instant());
            }
            step(threads, random, left - 1, steps, broken);
          });
    }
    if (!clock.instant().equals(before)) {
      broken.set("time has moved under " + before);
    }
  }

  @Test
  void runUntilQuiet_seesWorkThatIsBegunFromOutside() throws Exception {
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread caller =
          new Thread(
              () -> {
                for (int n = 0; n < 500; n++) {
                  try (LabClock.Work work = clock.busy("outside")) {
                    clock.at(clock.instant().plusMillis(1), "after", () -> done.add("x"));
                  }
                }
              });
      callers.add(caller);
      caller.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    clock.runUntilQuiet();

    assertThat(done).hasSize(2000);
  }

  /** Whatever a source is given while work is under way is done before time goes past it. */
  @Test
  void source_thatIsFedByWork_isNeverLate() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    DueQueue queue = new DueQueue(clock, START);
    clock.join(queue);
    AtomicInteger left = new AtomicInteger(2000);
    try (LabClock.Hold hold = clock.hold()) {
      for (int i = 0; i < 8; i++) {
        feed(queue, random, left);
      }
    }
    clock.runUntilQuiet();

    assertThat(done).as("seed %d", seed).isEmpty();
    assertThat(left.get()).as("seed %d", seed).isNotPositive();
    assertThat(queue.nextDue()).as("seed %d", seed).isEmpty();
  }

  private void feed(DueQueue queue, Random random, AtomicInteger left) {
    if (left.decrementAndGet() < 0) {
      return;
    }
    long seconds = Duration.between(START, clock.instant()).toSeconds() + 1 + random.nextInt(5);
    Runnable step =
        () -> {
          if (Duration.between(START, clock.instant()).toSeconds() != seconds) {
            note("due at " + seconds);
          }
          feed(queue, random, left);
        };
    if (random.nextBoolean()) {
      queue.add(seconds, step);
    } else {
      clock.at(START.plusSeconds(seconds), step);
    }
  }

  private void note(String what) {
    done.add(what + " at " + Duration.between(START, clock.instant()).toSeconds());
  }
}
