package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final LabClock clock = LabClock.jumpingFrom(START);
  private final List<String> done = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    clock.close();
  }

  @Test
  void whatIsOwed_isJumpedTo_inOrder() {
    try (LabClock.Hold hold = clock.hold()) {
      clock.at(START.plusSeconds(20), "b", () -> note("b"));
      clock.at(START.plusSeconds(10), "a", () -> note("a"));
    }
    clock.runUntilQuiet();

    assertThat(done).containsExactly("a at 10", "b at 20");
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(20));
  }

  @Test
  void whatComesRound_isNoReasonToJump_butRunsOnTheWay() {
    clock.whenReached(START.plusSeconds(10), "timer", () -> note("timer"));
    clock.runUntilQuiet();
    assertThat(done).isEmpty();

    clock.at(START.plusSeconds(20), "owed", () -> note("owed"));
    clock.runUntilQuiet();

    assertThat(done).containsExactly("timer at 10", "owed at 20");
  }

  @Test
  void advance_letsExactlySoMuchTimePass() {
    round(START.plusSeconds(10));

    clock.advance(Duration.ofSeconds(35));

    assertThat(done).containsExactly("round at 10", "round at 20", "round at 30");
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(35));
  }

  private void round(Instant at) {
    clock.whenReached(
        at,
        "round",
        () -> {
          note("round");
          round(at.plusSeconds(10));
        });
  }

  @Test
  void work_keepsTheClockFromJumping() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    clock.at(
        START,
        "long work",
        () -> {
          begun.countDown();
          await(end);
          note("long work");
        });
    clock.at(START.plusSeconds(1), "later", () -> note("later"));
    begun.await();

    assertThat(clock.instant()).isEqualTo(START);
    end.countDown();
    clock.runUntilQuiet();

    assertThat(done).containsExactly("long work at 0", "later at 1");
  }

  @Test
  void cancelled_isNotOwed() {
    LabClock.Entry entry;
    try (LabClock.Hold hold = clock.hold()) {
      entry = clock.at(START.plusSeconds(10), "no", () -> note("no"));
      entry.cancel();
      entry.cancel();
    }
    clock.runUntilQuiet();

    assertThat(done).isEmpty();
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void taskThatFails_isTold() {
    clock.at(
        START,
        "bad",
        () -> {
          throw new IllegalArgumentException("bad");
        });

    assertThatIllegalStateException()
        .isThrownBy(clock::runUntilQuiet)
        .withMessage("a task of the clock has failed: java.lang.IllegalArgumentException: bad");
  }

  @Test
  void waitingWhileHoldingIt_isRefused() {
    try (LabClock.Hold hold = clock.hold()) {
      assertThatIllegalStateException().isThrownBy(clock::runUntilQuiet);
      assertThatIllegalStateException().isThrownBy(() -> clock.advance(Duration.ZERO));
      clock.settle();
    }
  }

  @Test
  void notBefore_movesOnlyForward() {
    clock.notBefore(START.plusSeconds(5));
    clock.notBefore(START.plusSeconds(3));

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
  }

  @Test
  void notBefore_movesARealTimeClockToo() {
    try (LabClock real = LabClock.realTime()) {
      Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
      real.notBefore(tomorrow);

      assertThat(real.instant()).isBetween(tomorrow, tomorrow.plus(Duration.ofHours(1)));
    }
  }

  @Test
  void onJump_isToldBeforeAnythingRuns() {
    clock.onJump(at -> done.add("jump to " + Duration.between(START, at).toSeconds()));
    clock.at(START.plusSeconds(7), "task", () -> note("task"));
    clock.runUntilQuiet();

    assertThat(done).containsExactly("jump to 7", "task at 7");
  }

  @Test
  void realTime_neverJumps() {
    try (LabClock real = LabClock.realTime()) {
      AtomicInteger ran = new AtomicInteger();
      real.at(Instant.now().plus(Duration.ofDays(1)), "tomorrow", ran::incrementAndGet);
      real.at(Instant.now().minusSeconds(1), "yesterday", ran::incrementAndGet);
      real.settle();

      assertThat(ran).hasValue(1);
      assertThat(Duration.between(Instant.now(), real.instant()).abs())
          .isLessThan(Duration.ofHours(1));
    }
  }

  @Test
  void source_isJumpedTo_likeWhatIsOwed() {
    DueQueue queue = new DueQueue(clock, START);
    clock.join(queue);
    clock.runUntilQuiet();
    assertThat(clock.instant()).isEqualTo(START);

    clock.whenReached(START.plusSeconds(15), "timer", () -> note("timer"));
    try (LabClock.Hold hold = clock.hold()) {
      queue.add(20, () -> note("second"));
      queue.add(10, () -> queue.add(5, () -> note("first, and late")));
    }
    clock.runUntilQuiet();

    assertThat(done).containsExactly("first, and late at 10", "timer at 15", "second at 20");
  }

  private void note(String what) {
    done.add(what + " at " + Duration.between(START, clock.instant()).toSeconds());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
